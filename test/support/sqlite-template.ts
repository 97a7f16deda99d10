/** A migrated SQLite file a run, of which each test's own database is a copy: a migration costs more than most tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    sqliteTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-template-'));
  const file = join(folder, 'template.sqlite');
  const db = openDatabase(`sqlite:${file}`);
  await migrateToLatest(db);
  await db.destroy(); // the last connection writes the log back into the file
  project.provide('sqliteTemplate', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
