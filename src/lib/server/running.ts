/** What the running server holds: its settings, its database, its log and its background work. Made once, by `init` in src/hooks.server.ts. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Config } from './config';
import type { JobRunner } from './jobs/run-jobs';
import type { Schema } from './schema';
import type { SecretBox } from './secret-box';

interface Running {
  readonly config: Config;
  readonly db: Kysely<Schema>;
  readonly log: Logger;
  readonly jobs: JobRunner;
  /** Opens what the database keeps sealed; undefined: there is no APP_KEY. */
  readonly secrets: SecretBox | undefined;
}

let current: Running | undefined;

export function startRunning(parts: Running): void {
  current = parts;
}

export function running(): Running {
  if (!current) throw new Error('the server has not started: src/hooks.server.ts init() did not run');
  return current;
}
