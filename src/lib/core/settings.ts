/** What an administrator may change while the system runs. Where nothing was changed, the environment's value or the default holds. */
import { Problem } from './problem';
import { readFields } from './read-fields';

export interface Settings {
  /** Administrators can do nothing before they have a second factor. */
  readonly requireSecondFactor: boolean;
  /** Printed on A4 posters; '': the posters say nothing of it. */
  readonly hotline: string;
  /** Failed sign-ins before a lock. */
  readonly signInAttempts: number;
  /** How long a lock lasts. */
  readonly signInLockMinutes: number;
  /** Days after a dossier was completed on which the code on its slip opens the form. */
  readonly dossierLinkDays: number;
}

export type SettingKey = keyof Settings;

export const SETTING_KEYS = [
  'requireSecondFactor',
  'hotline',
  'signInAttempts',
  'signInLockMinutes',
  'dossierLinkDays'
] as const satisfies SettingKey[];

export const SETTING_LIMITS = { hotline: 40, signInAttempts: [3, 1_000], signInLockMinutes: [1, 1_440], dossierLinkDays: [7, 90] } as const;

/** As a form sends them. Throws `form-invalid` with a detail for each that is wrong. */
export function readSettingsForm(text: (name: string) => string): Settings {
  return readFields<Settings>({
    requireSecondFactor: () => text('requireSecondFactor') === '1',
    hotline: () => readLine(text('hotline')),
    signInAttempts: () => readWhole(text('signInAttempts'), SETTING_LIMITS.signInAttempts),
    signInLockMinutes: () => readWhole(text('signInLockMinutes'), SETTING_LIMITS.signInLockMinutes),
    dossierLinkDays: () => readWhole(text('dossierLinkDays'), SETTING_LIMITS.dossierLinkDays)
  });
}

function readLine(typed: string): string {
  const line = typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if ([...line].length > SETTING_LIMITS.hotline) throw new Problem('setting-long', { most: SETTING_LIMITS.hotline });
  if (/\p{C}/u.test(line)) throw new Problem('name-characters');
  return line;
}

function readWhole(typed: string, [least, most]: readonly [number, number]): number {
  const text = typed.normalize('NFKC').trim();
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new Problem('setting-number', { least, most });
  return value;
}
