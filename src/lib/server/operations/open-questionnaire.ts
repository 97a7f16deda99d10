/** One questionnaire: whose it is, and its versions. */
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { OfficeVersionRow } from '../store/questionnaire-drafts';
import { listVersions, titleOf } from '../store/questionnaire-drafts';
import type { OfficeQuestionnaire } from './find-office-questionnaire';
import { findOfficeQuestionnaire } from './find-office-questionnaire';

/** What pages show of a questionnaire. */
export interface QuestionnaireHead {
  readonly code: string;
  readonly title: LocalizedText;
  /** null: it came with the system. */
  readonly owner: LocalizedText | null;
  readonly mayWrite: boolean;
  /** To copy it, or begin another. */
  readonly mayCopy: boolean;
}

export interface OpenedQuestionnaire extends QuestionnaireHead {
  readonly versions: readonly OfficeVersionRow[];
}

/** Throws what `findOfficeQuestionnaire` throws. */
export async function openQuestionnaire(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedQuestionnaire> {
  const questionnaire = await findOfficeQuestionnaire(db, asking, code, now);
  const versions = await listVersions(db, questionnaire.id);
  return { ...headOf(questionnaire), versions: versions.filter(({ state }) => state !== 'draft' || questionnaire.mayWrite) };
}

export function headOf(questionnaire: OfficeQuestionnaire): QuestionnaireHead {
  const { code, owner, mayWrite, user } = questionnaire;
  return {
    code,
    title: titleOf(questionnaire),
    owner: owner?.name ?? null,
    mayWrite,
    mayCopy: scopesOf(user, 'questionnaire:write').length > 0
  };
}
