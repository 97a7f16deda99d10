/** What the bench of the office's lists opens: each list by its operation, and what addresses ask of it. */
import type { Kysely } from 'kysely';
import type { Asking } from '../src/lib/server/auth/access';
import { listReadableReports } from '../src/lib/server/operations/list-readable-reports';
import { openAgencies } from '../src/lib/server/operations/open-agencies';
import { openAudit } from '../src/lib/server/operations/open-audit';
import { openCounters } from '../src/lib/server/operations/open-counters';
import { openDecisions } from '../src/lib/server/operations/open-decisions';
import { openQuality } from '../src/lib/server/operations/open-quality';
import { openQuestionnaires } from '../src/lib/server/operations/open-questionnaires';
import { openSurveyChoice } from '../src/lib/server/operations/open-survey-forms';
import { openSurveys } from '../src/lib/server/operations/open-surveys';
import { openUsers } from '../src/lib/server/operations/open-users';
import type { Schema } from '../src/lib/server/schema';

type Open = (db: Kysely<Schema>, asking: Asking, query: URLSearchParams, now: Date) => Promise<unknown>;

export const LISTS: readonly { readonly name: string; readonly open: Open; readonly queries: readonly string[] }[] = [
  {
    name: 'agencies',
    open: openAgencies,
    queries: ['', 'view=list', 'view=list&page=60', 'q=chieng+mai', 'q=xa&sort=-code&page=20', 'kind=commune&state=open&sort=-name']
  },
  {
    name: 'counters',
    open: openCounters,
    queries: [
      '',
      'page=190',
      'q=chieng+mai',
      'q=quay&page=100',
      'sort=-week',
      'sort=-last&page=100',
      'state=quiet',
      'state=idle',
      'survey=dot-0'
    ]
  },
  { name: 'counters, when the minute was counted', open: openCountersLater, queries: ['sort=-today'] },
  {
    name: 'counters of a survey',
    open: (db, asking, query, now) => openSurveyChoice(db, asking, 'dot-0', query, now),
    queries: ['', 'page=190', 'q=chieng+mai', 'part=taken&sort=-name']
  },
  { name: 'users', open: openUsers, queries: ['', 'page=10', 'q=lo+mai+49', 'place=chieng+mai', 'role=coordinator&sort=-email'] },
  { name: 'surveys', open: openSurveys, queries: ['', 'page=20', 'q=dot+99', 'state=open&sort=name', 'sort=-closes&page=10'] },
  {
    name: 'questionnaires',
    open: openQuestionnaires,
    queries: ['', 'page=4', 'q=dat+dai', 'state=draft&sort=-surveys', 'sort=-published']
  },
  {
    name: 'quality',
    open: openQuality,
    queries: [
      '',
      'show=all&page=190',
      'q=chieng+mai&show=all',
      'state=new&signal=burst&sort=-odd',
      'month=all&show=all&sort=agency&page=2000'
    ]
  },
  { name: 'decisions about answers', open: openDecisions, queries: ['', 'page=8', 'open=1'] },
  {
    name: 'audit',
    open: openAudit,
    queries: ['', 'page=1990', 'q=chieng+mai', 'q=quay+tiep+nhan&page=100', 'action=counter.', 'action=user.sign-in&page=300']
  },
  { name: 'the overview', open: (db, { user }, _query, now) => listReadableReports(db, user!, now), queries: [''] }
];

let later = 0;

/** Each time so much later that today's and yesterday's answers are counted again first. */
function openCountersLater(db: Kysely<Schema>, asking: Asking, query: URLSearchParams, now: Date): Promise<unknown> {
  later += 5_000;
  return openCounters(db, asking, query, new Date(now.getTime() + later));
}
