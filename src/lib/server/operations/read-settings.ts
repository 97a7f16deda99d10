/** What is in force: what an administrator set, else what the environment says, else the default. */
import { USUAL_LINK_DAYS } from '../../core/dossier/link-end';
import type { SettingKey, Settings } from '../../core/settings';
import type { Config } from '../config';
import type { Db } from '../schema';
import { findSetting, listSettings } from '../store/settings';

type FromEnvironment = Pick<Config, 'hotline' | 'signInAttempts' | 'signInLockMinutes'>;

export async function readSettings(db: Db, config: FromEnvironment): Promise<Settings> {
  const stored = Object.fromEntries((await listSettings(db)).map(({ key, value }) => [key, value])) as Partial<Settings>;
  const { hotline, signInAttempts, signInLockMinutes } = config;
  const unset = { requireSecondFactor: false, hotline, signInAttempts, signInLockMinutes, dossierLinkDays: USUAL_LINK_DAYS };
  return { ...unset, ...stored };
}

/** One of them, where no more is wanted. */
export async function readSetting<Key extends SettingKey>(db: Db, key: Key, otherwise: Settings[Key]): Promise<Settings[Key]> {
  return ((await findSetting(db, key)) as Settings[Key] | undefined) ?? otherwise;
}
