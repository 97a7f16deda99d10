/** One version of a questionnaire, with what a draft still needs before it can be published, and how it differs from what it was copied from. */
import type { DraftFault } from '../../core/questionnaire/draft/draft-fault';
import { checkDraft } from '../../core/questionnaire/draft/check-draft';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findQuestionnaire } from '../store/questionnaire-drafts';
import type { OfficeVersion } from './find-office-questionnaire';
import { findOfficeVersion } from './find-office-questionnaire';
import type { QuestionnaireHead } from './open-questionnaire';
import { headOf } from './open-questionnaire';

export interface OpenedVersion {
  readonly questionnaire: QuestionnaireHead;
  readonly version: OfficeVersion;
  /** Of a draft; empty: it can be published. */
  readonly faults: readonly DraftFault[];
  /** A free code for a copy as a questionnaire of its own. */
  readonly copyCode: string;
}

/** Throws what `findOfficeVersion` throws. */
export async function openVersion(
  db: Db,
  asking: Asking,
  address: { readonly code: string; readonly number: string },
  now: Date
): Promise<OpenedVersion> {
  const { questionnaire, version } = await findOfficeVersion(db, asking, address, now);
  return {
    questionnaire: headOf(questionnaire),
    version,
    faults: version.state === 'draft' ? checkDraft(version.content) : [],
    copyCode: await freeCode(db, questionnaire.code)
  };
}

/** `sipas-short-2`: the first that no questionnaire has. */
export async function freeCode(db: Db, wanted: string): Promise<string> {
  if (!(await findQuestionnaire(db, wanted))) return wanted;
  const stem = wanted.replace(/-\d+$/, '');
  for (let number = 2; ; number++) {
    const code = `${stem}-${number}`;
    if (!(await findQuestionnaire(db, code))) return code;
  }
}
