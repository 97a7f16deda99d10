/** The questionnaires that a person may see: those of the system, of their places, and of the places above. */
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { QuestionnaireColumn, QuestionnaireFilter, QuestionnaireRow } from '../store/questionnaire-list';
import { listQuestionnairePage, QUESTIONNAIRE_COLUMNS, VERSION_STATES } from '../store/questionnaire-list';
import { findOwnedScopes, findUsableScopes } from './find-owner';

export interface OpenedQuestionnaires {
  readonly list: ListPage<QuestionnaireRow> & Pick<ListQuery<QuestionnaireColumn>, 'text' | 'sort'>;
  readonly state: QuestionnaireFilter['state'];
  readonly mayWrite: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openQuestionnaires(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedQuestionnaires> {
  const user = requireRole(asking, 'questionnaire:read');
  const asked = readListQuery(query, QUESTIONNAIRE_COLUMNS, { key: 'title', descending: false });
  const state = VERSION_STATES.find((one) => one === query.get('state'));
  const today = localDay(now);
  const writeScopes = await findOwnedScopes(db, scopesOf(user, 'questionnaire:write'), today);
  const scopes = await findUsableScopes(db, scopesOf(user, 'questionnaire:read'), today);
  const page = await listQuestionnairePage(db, { scopes, writeScopes, state }, asked);
  return { list: { ...page, text: asked.text, sort: asked.sort }, state, mayWrite: writeScopes.length > 0 };
}
