/** Changes a draft by one form, unless somebody else changed it since: then nothing is stored, and what was typed goes back. */
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import { changePart, NEW, preparePart } from '../../core/questionnaire/draft/change-draft';
import { checkDraft } from '../../core/questionnaire/draft/check-draft';
import type { DraftPlace } from '../../core/questionnaire/draft/draft-part';
import { DRAFT_PARTS, hasPlace, placeText } from '../../core/questionnaire/draft/draft-part';
import type { FormValues } from '../../core/questionnaire/draft/form-values';
import { movePart } from '../../core/questionnaire/draft/move-part';
import { removePart } from '../../core/questionnaire/draft/remove-part';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { formatMoment } from '../../i18n/format-points';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { updateDraft } from '../store/questionnaire-drafts';
import { updateQuestionnaireTitle } from '../store/questionnaires';
import { inTransaction } from '../transaction';
import type { OfficeVersion } from './find-office-questionnaire';
import { findOfficeVersion, requireWriter } from './find-office-questionnaire';

export interface DraftAddress {
  readonly code: string;
  readonly number: string;
}

export interface PartForm {
  /** As the address says it. */
  readonly place: { readonly part: string; readonly code: string };
  /** Of a new part: what it shall be (the address's query). */
  readonly wishes: FormValues;
  readonly values: FormValues;
  readonly revision: number;
}

/** Faults that the person who types can mend at once; others may wait until the draft is published. */
const AT_ONCE = new Set(['draft-text-long', 'draft-text-characters', 'draft-minutes', 'draft-comment-length', 'draft-rate-alarm']);

/** The draft with the form put in: what is saved, previewed, or shown again where it is refused. Throws `draft-part-not-found`. */
export function draftWithForm(draft: Questionnaire, { place, wishes, values }: Pick<PartForm, 'place' | 'wishes' | 'values'>) {
  const prepared = prepareFor(draft, place, new Map([...values, ...wishes]));
  return { place: prepared.place, draft: changePart(prepared.draft, prepared.place, values) };
}

export function prepareFor(draft: Questionnaire, { part: typed, code }: PartForm['place'], wishes: FormValues) {
  const part = DRAFT_PARTS.find((one) => one === typed);
  const prepared = part && preparePart(draft, { part, code }, wishes);
  if (!prepared) throw new Problem('draft-part-not-found');
  return prepared;
}

/** Returns where the part is now. Throws what `findOfficeVersion` and `requireWriter` throw, `questionnaire-fixed`, `draft-part-not-found`, `edit-conflict`, `form-invalid`. */
export async function savePart(db: Db, asking: Asking, address: DraftAddress, form: PartForm, now: Date): Promise<DraftPlace> {
  let place: DraftPlace | undefined;
  await changeDraft(db, asking, address, form.revision, now, (content) => {
    const changed = draftWithForm(content, form);
    place = changed.place;
    const details = faultsToMend(changed.draft, changed.place);
    if (details.length > 0) throw new Problem('form-invalid', { count: details.length }, details);
    return { content: changed.draft, what: placeText(changed.place), done: form.place.code === NEW ? 'add' : 'edit' };
  });
  return place!;
}

const STEPS = ['up', 'down', 'remove'] as const;

/** `step`: `up:item/access_1`, `remove:scale/satisfaction-5`. Returns the place. Throws as `savePart`, and `draft-part-used`. */
export async function arrangePart(
  db: Db,
  asking: Asking,
  address: DraftAddress,
  wish: { readonly step: string; readonly revision: number },
  now: Date
): Promise<DraftPlace> {
  let place: DraftPlace | undefined;
  await changeDraft(db, asking, address, wish.revision, now, (content) => {
    const [, typed, typedPart, code = ''] = /^(\w+):(\w+)\/(.+)$/s.exec(wish.step) ?? [];
    const step = STEPS.find((one) => one === typed);
    const part = DRAFT_PARTS.find((one) => one === typedPart);
    if (!step || !part || !hasPlace(content, { part, code })) throw new Problem('draft-part-not-found');
    place = { part, code };
    return { content: step === 'remove' ? removePart(content, place) : movePart(content, place, step), what: placeText(place), done: step };
  });
  return place!;
}

async function changeDraft(
  db: Db,
  asking: Asking,
  address: DraftAddress,
  revision: number,
  now: Date,
  change: (content: Questionnaire) => { readonly content: Questionnaire; readonly what: string; readonly done: string }
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { questionnaire, version } = await findOfficeVersion(trx, asking, address, now);
    const by = byUser(requireWriter(asking, questionnaire), now);
    if (version.state !== 'draft') throw new Problem('questionnaire-fixed');
    if (version.revision !== revision) throw conflictOf(version, by.at);
    const { content, what, done } = change(version.content);
    if (!(await updateDraft(trx, version.id, revision, { content, at: by.at, userId: questionnaire.user.id })))
      throw conflictOf(version, by.at);
    if (what.startsWith('settings/')) await updateQuestionnaireTitle(trx, questionnaire.id, content);
    await appendAuditEvent(trx, by, {
      action: 'questionnaire.edit',
      subjectKind: 'questionnaire',
      subjectId: questionnaire.id,
      agencyId: questionnaire.ownerAgencyId,
      change: { code: questionnaire.code, version: version.number, part: what, done, revision: [revision, revision + 1] }
    });
  });
}

/** Somebody was quicker: the draft is not the one that the person saw. */
export function conflictOf({ changedBy, changedAt }: Pick<OfficeVersion, 'changedBy' | 'changedAt'>, at: string): Problem {
  return new Problem('edit-conflict', { person: changedBy ?? '–', time: formatMoment(changedAt ?? at) });
}

/** Of the part that was sent, by field; without its Vietnamese words nobody would know it again. */
function faultsToMend(draft: Questionnaire, place: DraftPlace): readonly ProblemDetail[] {
  const main = ['text.vi', 'name.vi', 'title.vi'];
  return checkDraft(draft)
    .filter((fault) => fault.place === placeText(place))
    .filter(({ code, field }) => AT_ONCE.has(code) || (code === 'draft-text-missing' && main.includes(field)))
    .map(({ field, code, parameters }) => ({ place: field, code, parameters }));
}
