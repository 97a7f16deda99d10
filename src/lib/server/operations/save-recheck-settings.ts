/** How a round is asked again: the share and the least number of forms, the limit, the items. */
import { localDay } from '../../core/calendar/day';
import type { RoundSettings } from '../../core/fieldwork/round-settings';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { askableItems } from '../../core/reinterview/usual-items';
import type { Asking } from '../auth/access';
import { formValues, textField } from '../read-form-data';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findQuestionnaireVersion } from '../store/questionnaires';
import { updateRound } from '../store/rounds';
import { inTransaction } from '../transaction';
import { holdRoundToWrite } from './find-round';

const MOST_ITEMS = 10;

/** Throws what `findRoundToWrite` throws, `recheck-settings-late`, `form-invalid`. */
export async function saveRecheckSettings(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { survey, user, round } = await holdRoundToWrite(trx, asking, code, localDay(now));
    if (survey.state !== 'draft' && survey.state !== 'open') throw new Problem('recheck-settings-late');
    const version = (await findQuestionnaireVersion(trx, survey.questionnaire_version_id))!;
    const askable = new Set(askableItems(version.content).map((item) => item.code));
    const { share, minimum, limit, items } = readFields({
      share: () => readNumber(textField(form, 'share'), 1, 100) / 100,
      minimum: () => Math.round(readNumber(textField(form, 'minimum'), 1, 100)),
      limit: () => readNumber(textField(form, 'limit'), 1, 50) / 100,
      items: () => readItems(formValues(form).get('items') ?? [], askable)
    });
    const { settings } = round;
    const after: RoundSettings = {
      ...settings,
      reinterviewShare: share,
      reinterviewMinimum: minimum,
      discrepancyLimit: limit,
      reinterviewItems: items
    };
    await updateRound(trx, survey.id, { settings: after });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'recheck.settings',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: {
        share: [settings.reinterviewShare, after.reinterviewShare],
        minimum: [settings.reinterviewMinimum, after.reinterviewMinimum],
        limit: [settings.discrepancyLimit, after.discrepancyLimit],
        items: after.reinterviewItems
      }
    });
  });
}

/** A per cent or a count, with a comma or a point. */
function readNumber(typed: string, least: number, most: number): number {
  const value = Number(typed.trim().replace(',', '.').replace(/\s*%$/, ''));
  if (typed.trim() === '' || !(value >= least && value <= most)) throw new Problem('recheck-number', { least, most });
  return value;
}

function readItems(chosen: readonly string[], askable: ReadonlySet<string>): readonly string[] {
  const items = [...new Set(chosen)].filter((code) => askable.has(code));
  if (items.length === 0 || items.length > MOST_ITEMS) throw new Problem('recheck-items-number', { most: MOST_ITEMS });
  return items;
}
