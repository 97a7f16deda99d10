/** One survey: what it is, what would go wrong if it were opened, and what may be done with it. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { OpeningFinding } from '../../core/fieldwork/check-opening';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import type { CounterMove } from '../../core/report/counter-moves';
import { counterMoves } from '../../core/report/counter-moves';
import { isScoreOnly } from '../../core/method/method';
import { isRewording } from '../../core/questionnaire/questionnaire-shape';
import type { Asking } from '../auth/access';
import { can } from '../auth/access';
import type { Config } from '../config';
import type { Db } from '../schema';
import { listClaimingSurveys } from '../store/counter-claims';
import { listCounterDays } from '../store/counter-days';
import { listPublishedVersions } from '../store/questionnaires';
import { countReach } from '../store/survey-reach';
import type { Survey } from '../store/surveys';
import { listSurveysOfSeries } from '../store/surveys';
import { getMethodVersion, getQuestionnaireVersion } from '../store/versions';
import { findOpeningFaults } from './find-opening-faults';
import { findSurveyToRead } from './find-survey';

export interface OpenedSurvey {
  readonly survey: {
    readonly code: string;
    readonly name: LocalizedText & { readonly en: string };
    readonly mode: Survey['mode'];
    readonly psu: Survey['psu'];
    readonly state: Survey['state'];
    readonly opensOn: Day;
    readonly closesOn: Day | null;
    /** Names of the other surveys of its series, from the first. */
    readonly series: readonly LocalizedText[];
    readonly demonstration: boolean;
  };
  readonly owner: { readonly code: string; readonly name: LocalizedText };
  readonly questionnaire: { readonly code: string; readonly number: number; readonly title: LocalizedText };
  /** Later published versions that differ in wording alone. */
  readonly rewordings: readonly number[];
  readonly method: LocalizedText;
  readonly items: readonly { readonly code: string; readonly text: LocalizedText; readonly required: boolean; readonly always: boolean }[];
  readonly reach: { readonly counters: number; readonly agencies: number };
  /** Counters that left it, joined it or came back while it ran. */
  readonly moves: readonly CounterMove[];
  /** Of a draft and of one that is closed. */
  readonly findings: readonly OpeningFinding[];
  /** Other surveys that hold some of its counters. */
  readonly claims: readonly { readonly code: string; readonly nameVi: string; readonly nameEn: string; readonly counters: number }[];
  readonly mayWrite: boolean;
  readonly mayRead: boolean;
  /** Its units are drawn, and the person may work at its desk. */
  readonly hasDesk: boolean;
  readonly isScoreOnly: boolean;
  readonly today: Day;
}

/** Throws what `findSurveyToRead` throws. */
export async function openSurvey(
  db: Db,
  config: Pick<Config, 'publicUrl'>,
  asking: Asking,
  code: string,
  now: Date
): Promise<OpenedSurvey> {
  const today = localDay(now);
  const { survey, owner, user, mayWrite } = await findSurveyToRead(db, asking, code, today);
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const { content: method } = await getMethodVersion(db, survey.method_version_id);
  const published = await listPublishedVersions(db, version.code);
  const reach = await countReach(db, survey.id, today);
  const isToOpen = mayWrite && (survey.state === 'draft' || survey.state === 'closed');
  const required = JSON.parse(survey.required_items) as string[];
  const findings = isToOpen ? await findOpeningFaults(db, survey, owner, config.publicUrl !== undefined, today) : [];
  return {
    survey: {
      code: survey.code,
      name: { vi: survey.name_vi, en: survey.name_en },
      mode: survey.mode,
      psu: survey.psu,
      state: survey.state,
      opensOn: survey.opens_on,
      closesOn: survey.closes_on,
      series: await namesOfSeries(db, survey),
      demonstration: survey.demonstration === 1
    },
    owner: { code: owner.code, name: owner.name },
    questionnaire: { code: version.code, number: version.number, title: version.content.title },
    rewordings: published
      .filter(({ number, content }) => number > version.number && isRewording(version.content, content))
      .map(({ number }) => number),
    method: method.name,
    items: itemsOf(version.content).map(({ code: item, text, required: always = false }) => ({
      ...{ code: item, text, always },
      required: always || required.includes(item)
    })),
    reach,
    moves: survey.mode === 'continuous' && survey.state !== 'draft' ? counterMoves(await listCounterDays(db, [survey.id])) : [],
    findings,
    claims: findings.some((one) => one.code === 'counters-taken') ? await listClaimingSurveys(db, survey.id) : [],
    mayWrite,
    mayRead: survey.state !== 'draft' && can(user, 'report:read', owner.path),
    hasDesk: survey.psu === 'design' && can(user, 'desk:read', owner.path),
    isScoreOnly: isScoreOnly(method),
    today
  };
}

async function namesOfSeries(db: Db, { id, series }: Survey): Promise<readonly LocalizedText[]> {
  const all = series === null ? [] : await listSurveysOfSeries(db, series);
  return all.filter((other) => other.id !== id && other.state !== 'draft').map((other) => ({ vi: other.name_vi, en: other.name_en }));
}
