/** What a reader can open: each of the reader's places with the surveys, and the series of surveys, that have answers from there. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { scopesOf } from '../auth/access';
import type { Db, SurveyTable } from '../schema';
import { findAgency } from '../store/agencies';
import { listSurveysWithin } from '../store/readable-surveys';
import type { SignedInUser } from '../store/users';
import { SERIES } from './find-report-survey';

export interface ReadablePlace {
  readonly code: string;
  readonly name: LocalizedText;
  readonly surveys: readonly ReadableSurvey[];
  readonly series: readonly ReadableSeries[];
}

export interface ReadableSurvey {
  /** What the report's address calls it. */
  readonly selector: string;
  readonly name: LocalizedText;
  readonly mode: 'continuous' | 'sampled';
  readonly psu: 'day' | 'respondent' | 'design';
  readonly state: 'draft' | 'open' | 'closed' | 'published';
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly demonstration: boolean;
}

/** Several surveys read as one line over time. */
export interface ReadableSeries {
  readonly selector: string;
  /** Its latest survey's: the series itself has only a code. */
  readonly name: LocalizedText;
  readonly surveys: number;
}

export async function listReadableReports(db: Db, user: SignedInUser, now: Date): Promise<readonly ReadablePlace[]> {
  const today = localDay(now);
  const places = await Promise.all(
    scopesOf(user, 'report:read').map(async (path) => {
      const agency = await findAgency(db, path.split('/').at(-2) ?? '', today);
      if (!agency) return [];
      const surveys = await listSurveysWithin(db, path, today);
      // A former agency with nothing to read: its people hold the one that took over, too.
      if (surveys.length === 0 && agency.validTo !== null && agency.validTo < today) return [];
      return [{ code: agency.code, name: agency.name, surveys: surveys.map(toReadable), series: seriesOf(surveys) }];
    })
  );
  return places.flat();
}

function toReadable(survey: SurveyTable): ReadableSurvey {
  return {
    selector: survey.code,
    name: { vi: survey.name_vi, en: survey.name_en },
    mode: survey.mode,
    psu: survey.psu,
    state: survey.state,
    opensOn: survey.opens_on,
    closesOn: survey.closes_on,
    demonstration: survey.demonstration === 1
  };
}

/** A series of one survey says nothing that the survey does not. */
function seriesOf(surveys: readonly SurveyTable[]): readonly ReadableSeries[] {
  const names = [...new Set(surveys.flatMap(({ series }) => series ?? []))];
  return names
    .map((name) => ({ name, of: surveys.filter(({ series }) => series === name) }))
    .filter(({ of }) => of.length > 1)
    .map(({ name, of }) => ({ selector: `${SERIES}${name}`, name: toReadable(of[0]!).name, surveys: of.length }));
}
