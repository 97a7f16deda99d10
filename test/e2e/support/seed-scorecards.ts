/**
 * Scorecards for the browser tests: cards of this year and the last of some communes, and a sampled survey that gives one of them its
 * points. Reasons of the two communes that viewers hold are words that nobody else's card has.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { seededRandom } from '../../../scripts/demo-answers';
import type { Day } from '../../../src/lib/core/calendar/day';
import { pointLinesOf } from '../../../src/lib/core/scoring/par-rules';
import { DEMONSTRATION_RULES } from '../../../src/lib/core/scoring/par-rules-demo';
import type { ScorecardLine } from '../../../src/lib/core/scoring/scorecard';
import type { LineSurvey } from '../../../src/lib/core/scoring/stored-scorecard';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import type { Config } from '../../../src/lib/server/config';
import { newId } from '../../../src/lib/server/new-id';
import { changeSurveyState, getSurvey } from '../../../src/lib/server/operations/change-survey';
import { readColumnMapping } from '../../../src/lib/server/operations/column-mapping';
import { createCounter } from '../../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../../src/lib/server/operations/create-survey';
import { importResponses } from '../../../src/lib/server/operations/import-responses';
import type { Schema } from '../../../src/lib/server/schema';
import { getAgencyByCode } from '../../../src/lib/server/store/agencies';
import { toRow } from '../../../src/lib/server/operations/stored-scorecard';
import { insertScorecard } from '../../../src/lib/server/store/scorecards';
import { getQuestionnaireVersion } from '../../../src/lib/server/store/versions';

export interface CardWish {
  readonly ownerCode: string;
  /** Its card takes the points of people from the survey; the others' points are typed. */
  readonly surveyed: string;
  readonly other: string;
  readonly sisters: readonly string[];
  /** A card that tests change, apart from what the others read. */
  readonly edited: string;
  /** Its card of last year went by other rules. */
  readonly otherRules: string;
  readonly opensOn: Day;
  readonly day: Day;
}

const SURVEY = 'dieu-tra-mau';
const SURVEY_NAME = 'Khảo sát chọn mẫu mức độ hài lòng';
const VILLAGES = 8;
const VILLAGES_IN_POPULATION = 40;
const PEOPLE = 12;
/** By commune: the more a person weighs, the fewer of the commune were asked. */
const WEIGHTS = [12.5, 31] as const;

export async function seedScorecards(db: Kysely<Schema>, config: Config, wish: CardWish, now: Date) {
  await seedSample(db, config, wish, now);
  const year = Number(wish.day.slice(0, 4));
  const reasons = { surveyed: 'Sổ theo dõi hồ sơ ghi thiếu ba ngày.', other: 'Bảng niêm yết thủ tục bị mưa làm nhòe.' };
  const codes = [wish.surveyed, wish.other, wish.edited, wish.otherRules, ...wish.sisters];
  for (const [i, code] of codes.entries())
    for (const each of [year - 1, year]) {
      const isSurveyed = code === wish.surveyed && each === year;
      const reason = code === wish.surveyed ? reasons.surveyed : code === wish.other ? reasons.other : null;
      const isOld = code === wish.otherRules && each < year;
      await insertScorecard(
        db,
        toRow({
          id: newId(),
          agencyId: (await getAgencyByCode(db, code, wish.day)).id,
          year: each,
          rules: isOld ? { family: 'par-index', number: 1 } : DEMONSTRATION_RULES,
          lines: isOld ? [] : makeLines(i + each, isSurveyed, reason),
          composition: null,
          published: code === wish.other ? { rank: 2, of: 75, previousRank: 4, sipasRank: null, sipasOf: null } : null,
          surveys: isSurveyed ? [CITIZENS_LINK] : [],
          origin: null,
          demonstration: false,
          changedAt: now.toISOString(),
          changedById: null
        })
      );
    }
  return { survey: SURVEY, surveyName: SURVEY_NAME, year, edited: wish.edited, otherRules: wish.otherRules, reasons };
}

const CITIZENS_LINK: LineSurvey = { line: '8.1', group: 'citizens', surveyCode: SURVEY, figureCode: 'overall' };

/** Points that differ from card to card; of two cards in a row the totals are equal, so that they share a rank. */
function makeLines(seed: number, fromSurvey: boolean, reason: string | null): readonly ScorecardLine[] {
  const random = seededRandom(Math.floor(seed / 2));
  return DEMONSTRATION_RULES.areas.flatMap(pointLinesOf).map(({ code, max, sources }) => {
    const points = Math.round(max * (0.8 + 0.2 * random()) * 4) / 4;
    const empty = { selfAssessed: null, appraised: null, leaders: null, citizens: null, combined: null };
    const given =
      sources[0] === 'appraisal' ? { appraised: points } : sources[0] === 'leaders' ? { leaders: points } : { citizens: points };
    return { code, ...empty, ...(fromSurvey && code === '8.1' ? {} : given), reason: code === '3.3' ? reason : null };
  });
}

/** Two communes are strata; in each, villages were drawn and people in them. */
async function seedSample(db: Kysely<Schema>, config: Config, wish: CardWish, now: Date): Promise<void> {
  const open = (agencyCode: string) =>
    createCounter(db, { agencyCode, name: 'Điểm điều tra mẫu', openedOn: wish.opensOn }, now, randomBytes);
  const counters = [await open(wish.surveyed), await open(wish.other)];
  await createSurvey(db, {
    code: SURVEY,
    nameVi: SURVEY_NAME,
    nameEn: 'Sample survey of satisfaction',
    questionnaire: 'sipas-short',
    ownerCode: wish.ownerCode,
    opensOn: wish.opensOn,
    closesOn: null,
    psu: 'design',
    series: null,
    requiredItems: [],
    counterCodes: counters.map(({ code }) => code),
    demonstration: false
  });
  await changeSurveyState(db, SURVEY, 'open', now);
  const survey = await getSurvey(db, SURVEY);
  const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const items = itemsOf(content).filter(({ kind }) => kind === 'level');
  const random = seededRandom(41);
  const rows = counters.flatMap(({ code }, stratum) =>
    Array.from({ length: VILLAGES * PEOPLE }, (_, person) => {
      const village = person % VILLAGES;
      const levels = items.map(() => 5 - Math.floor(2.6 * random() * random() + (village % 3) * 0.2));
      return [stratum, village, VILLAGES_IN_POPULATION, WEIGHTS[stratum], code, ...levels].join(',');
    })
  );
  const csv = [['stratum', 'village', 'villages', 'weight', 'counter', ...items.map(({ code }) => code)].join(','), ...rows].join('\n');
  const mapping = { stratum: 'stratum', psu: 'village', fpc: 'villages', weight: 'weight', counter: 'counter' };
  const table = {
    surveyCode: SURVEY,
    file: 'dieu-tra.csv',
    bytes: Buffer.from(csv),
    mapping: readColumnMapping(JSON.stringify(mapping), 'dieu-tra.json'),
    counterCode: undefined,
    day: wish.day
  };
  await importResponses(db, config, randomBytes, table, now, () => {});
  await changeSurveyState(db, SURVEY, 'close', now);
}
