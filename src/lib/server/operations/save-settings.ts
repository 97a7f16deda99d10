/** Settings changed by an administrator: all that differ, or none where somebody was quicker. */
import { Problem } from '../../core/problem';
import type { SettingKey } from '../../core/settings';
import { readSettingsForm, SETTING_KEYS } from '../../core/settings';
import type { Asking } from '../auth/access';
import { requireRoot } from '../auth/access';
import type { Config } from '../config';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import type { AuditChange } from '../store/audit-events';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { StoredSetting } from '../store/settings';
import { listSettings, saveSetting } from '../store/settings';
import { inTransaction } from '../transaction';
import { readSettings } from './read-settings';

/** Higher after each change of any of them. */
export function revisionOf(stored: readonly StoredSetting[]): number {
  return stored.reduce((sum, { revision }) => sum + revision, 0);
}

/** Throws what `requireRoot` throws, `form-invalid`, `settings-conflict`; `app-key-missing` where a second factor could not be added. */
export async function saveSettings(
  db: Db,
  config: Config,
  secrets: SecretBox | undefined,
  asking: Asking,
  form: FormData,
  now: Date
): Promise<void> {
  const user = requireRoot(asking, 'settings:write');
  const wanted = readSettingsForm((name) => textField(form, name));
  if (wanted.requireSecondFactor && !secrets) throw new Problem('app-key-missing');
  const by = byUser(user, now);
  await inTransaction(db, async (trx) => {
    const stored = await listSettings(trx);
    if (String(revisionOf(stored)) !== textField(form, 'revision')) throw new Problem('settings-conflict');
    const before = await readSettings(trx, config);
    const differing = SETTING_KEYS.filter((key) => before[key] !== wanted[key]);
    if (differing.length === 0) return;
    for (const key of differing) {
      const revision = stored.find((one) => one.key === key)?.revision ?? 0;
      if (!(await saveSetting(trx, { key, value: wanted[key], revision }, by))) throw new Problem('settings-conflict');
    }
    await appendAuditEvent(trx, by, {
      action: 'settings.change',
      subjectKind: 'settings',
      subjectId: 'settings',
      agencyId: null,
      change: Object.fromEntries(differing.map((key: SettingKey) => [key, [before[key], wanted[key]]])) as AuditChange
    });
  });
}
