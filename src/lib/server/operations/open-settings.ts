/** The settings as an administrator sees them: what may be changed, and what is in force from the environment, without its secrets. */
import project from '../../../../package.json' with { type: 'json' };
import type { SettingKey, Settings } from '../../core/settings';
import type { Asking } from '../auth/access';
import { holdsRoot, requireRoot } from '../auth/access';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import type { DatabaseFacts } from '../store/database-facts';
import { readDatabaseFacts } from '../store/database-facts';
import { listSettings } from '../store/settings';
import { readSettings } from './read-settings';
import { revisionOf } from './save-settings';

export interface OpenedSettings {
  readonly values: Settings;
  /** Those that somebody changed; the others are the environment's or the default. */
  readonly changed: readonly SettingKey[];
  /** Comes back with the form. */
  readonly revision: number;
  readonly mayWrite: boolean;
  readonly inForce: InForce;
}

/** Nothing in it is secret: it stands on a page. */
export interface InForce {
  readonly database: DatabaseFacts;
  readonly version: string;
  readonly publicUrl: string | null;
  readonly trustsProxy: boolean;
  /** Its host, without name and password; null: links are shown to the administrator instead. */
  readonly mailServer: string | null;
  readonly mailFrom: string | null;
  /** The key's mark; null: there is no key. */
  readonly keyMark: string | null;
  readonly keyFrom: 'environment' | 'file';
  readonly commentMonths: number;
  readonly deviceDays: number;
  /** From how many answers an hour a device, or a minute a counter, is flagged, and from how many it waits; `network`: at one counter. */
  readonly limits: Readonly<Record<'deviceFlag' | 'deviceWait' | 'counterFlag' | 'counterWait' | 'network', number>>;
  readonly backupFolder: string;
  /** Who answers for the data, as /privacy names them; '': the page's own words. */
  readonly controller: string;
  readonly logLevel: string;
  readonly demo: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`, `root-only`. */
export async function openSettings(db: Db, config: Config, secrets: SecretBox | undefined, asking: Asking): Promise<OpenedSettings> {
  const user = requireRoot(asking, 'settings:read');
  const stored = await listSettings(db);
  return {
    values: await readSettings(db, config),
    changed: stored.map(({ key }) => key as SettingKey),
    revision: revisionOf(stored),
    mayWrite: holdsRoot(user, 'settings:write'),
    inForce: {
      database: await readDatabaseFacts(db),
      version: project.version,
      publicUrl: config.publicUrl ?? null,
      trustsProxy: config.trustLoopbackProxy,
      mailServer: config.smtpUrl === undefined ? null : new URL(config.smtpUrl).host,
      mailFrom: config.mailFrom ?? null,
      keyMark: secrets?.mark ?? null,
      keyFrom: config.appKey ? 'environment' : 'file',
      commentMonths: config.commentRetentionMonths,
      deviceDays: config.deviceMarkDays,
      limits: {
        deviceFlag: config.deviceFlagPerHour,
        deviceWait: config.deviceLimitPerHour,
        counterFlag: config.counterFlagPerMinute,
        counterWait: config.counterLimitPerMinute,
        network: config.networkLimitPerMinute
      },
      backupFolder: config.backupFolder,
      controller: [config.controllerName, config.controllerContact].filter((text) => text !== '').join(', '),
      logLevel: config.logLevel,
      demo: config.demo
    }
  };
}
