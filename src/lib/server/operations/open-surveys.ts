/** The surveys of a person's places: those that an agency of theirs runs, and those that ask at one of their counters. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { SurveyColumn, SurveyRow } from '../store/survey-list';
import { listSurveyPage, SURVEY_COLUMNS } from '../store/survey-list';
import { getQuestionnaireVersion } from '../store/versions';
import { findOwnedScopes } from './find-owner';

const SURVEY_STATES = ['draft', 'open', 'closed', 'published'] as const;
const SURVEY_MODES = ['continuous', 'sampled'] as const;

export type ListedSurvey = Omit<SurveyRow, 'versionId'> & {
  readonly questionnaire: { readonly title: LocalizedText; readonly number: number };
};

export interface OpenedSurveys {
  readonly list: ListPage<ListedSurvey> & Pick<ListQuery<SurveyColumn>, 'text' | 'sort'>;
  readonly state: SurveyRow['state'] | undefined;
  readonly mode: SurveyRow['mode'] | undefined;
  readonly mayWrite: boolean;
  readonly today: Day;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openSurveys(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedSurveys> {
  const user = requireRole(asking, 'survey:read');
  const today = localDay(now);
  const state = SURVEY_STATES.find((one) => one === query.get('state'));
  const mode = SURVEY_MODES.find((one) => one === query.get('mode'));
  const asked = readListQuery(query, SURVEY_COLUMNS, { key: 'opens', descending: true });
  const filter = { scopes: await findOwnedScopes(db, scopesOf(user, 'survey:read'), today), day: today, state, mode };
  const page = await listSurveyPage(db, filter, asked);
  const rows = await Promise.all(
    page.rows.map(async ({ versionId, ...row }) => {
      const { content, number } = await getQuestionnaireVersion(db, versionId);
      return { ...row, questionnaire: { title: content.title, number } };
    })
  );
  return {
    list: { ...page, rows, text: asked.text, sort: asked.sort },
    state,
    mode,
    mayWrite: scopesOf(user, 'survey:write').length > 0,
    today
  };
}
