/** One part of a draft in the editor: the draft as it is, with an empty part in it where a new one is wished for. */
import type { Asking } from '../auth/access';
import type { FormValues } from '../../core/questionnaire/draft/form-values';
import type { DraftFault } from '../../core/questionnaire/draft/draft-fault';
import type { DraftPlace } from '../../core/questionnaire/draft/draft-part';
import { placeText } from '../../core/questionnaire/draft/draft-part';
import { NEW } from '../../core/questionnaire/draft/change-draft';
import { checkDraft } from '../../core/questionnaire/draft/check-draft';
import { Problem } from '../../core/problem';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import type { Db } from '../schema';
import { findOfficeVersion, requireWriter } from './find-office-questionnaire';
import type { DraftAddress } from './save-draft';
import { prepareFor } from './save-draft';
import type { QuestionnaireHead } from './open-questionnaire';
import { headOf } from './open-questionnaire';

export interface OpenedDraftPart {
  readonly questionnaire: QuestionnaireHead;
  readonly number: number;
  readonly revision: number;
  readonly draft: Questionnaire;
  readonly place: DraftPlace;
  readonly isNew: boolean;
  /** Of a stored part: what is still to be mended there. */
  readonly faults: readonly DraftFault[];
}

/**
 * `isRefused`: the page shows what was typed after it was not stored; then a version that was published meanwhile opens too, so that
 * the text can be taken from it. Throws what `findOfficeVersion` and `requireWriter` throw, `questionnaire-fixed`, `draft-part-not-found`.
 */
export async function openDraftPart(
  db: Db,
  asking: Asking,
  address: DraftAddress & { readonly part: string; readonly which: string },
  wishes: FormValues,
  now: Date,
  isRefused = false
): Promise<OpenedDraftPart> {
  const { questionnaire, version } = await findOfficeVersion(db, asking, address, now);
  requireWriter(asking, questionnaire);
  if (version.state !== 'draft' && !isRefused) throw new Problem('questionnaire-fixed');
  const { draft, place } = prepareFor(version.content, { part: address.part, code: address.which }, wishes);
  const isNew = address.which === NEW;
  return {
    questionnaire: headOf(questionnaire),
    ...{ number: version.number, revision: version.revision, draft, place, isNew },
    faults: isNew ? [] : checkDraft(draft).filter((fault) => fault.place === placeText(place))
  };
}
