/** What the page that begins a questionnaire offers: questionnaires whose next draft an uploaded file may become. */
import { localDay } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { titleOf } from '../store/questionnaire-drafts';
import { listWritableQuestionnaires } from '../store/questionnaire-list';
import { findOwnedScopes } from './find-owner';

export interface NewQuestionnaireForm {
  readonly targets: readonly { readonly code: string; readonly title: LocalizedText }[];
  /** Chosen beforehand. */
  readonly into: string;
}

/** `?into=CODE`. Throws `sign-in-needed`, `role-not-enough`. */
export async function openNewQuestionnaire(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<NewQuestionnaireForm> {
  const user = requireRole(asking, 'questionnaire:write');
  const rows = await listWritableQuestionnaires(db, await findOwnedScopes(db, scopesOf(user, 'questionnaire:write'), localDay(now)));
  const targets = rows.map((row) => ({ code: row.code, title: titleOf(row) }));
  return { targets, into: targets.find(({ code }) => code === query.get('into'))?.code ?? '' };
}
