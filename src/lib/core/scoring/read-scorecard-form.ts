/**
 * A scorecard as the page's form sends it: one text a field, named by line and column (`1.2:appraised`). Reads numbers as people type
 * them and says of every field that does not fit why; whether the points agree with the rules is for check-scorecard.ts.
 */
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../problem';
import type { ParArea, ParRules, PointLine, SurveySource } from './par-rules';
import { pointLinesOf } from './par-rules';
import { readPoints } from './read-points';
import type { Composition, PublishedStanding, ScorecardLine } from './scorecard';
import { GROUP_OF_SOURCE, POINT_GROUPS, TOTAL_LINE } from './scorecard';
import type { ScorecardFormField } from './scorecard-form-fields';
import { formFieldName, ORIGIN_FIELD, RETAKE_FIELD, STANDING_FIELDS, standingFieldName, SURVEY_FIELD } from './scorecard-form-fields';
import type { LineRetake, LineSurvey, ScorecardContent } from './stored-scorecard';

export interface ReadScorecardForm extends ScorecardContent {
  readonly retake: readonly LineRetake[];
  readonly problems: readonly ProblemDetail[];
}

const REASON_LENGTH = 2000;
const ORIGIN_LENGTH = 500;
const MOST_AGENCIES = 9_999;

/** `textOf(name)`: what the field holds, '' where it was not sent. */
export function readScorecardForm(rules: ParRules, textOf: (name: string) => string): ReadScorecardForm {
  const problems: ProblemDetail[] = [];
  const add = (field: string, code: ProblemCode, parameters: ProblemParameters) => problems.push({ place: field, code, parameters });

  const text = (field: string, place: string, max: number): string | null => {
    const typed = textOf(field).replaceAll('\r\n', '\n').normalize('NFC').trim();
    if (typed.length > max || /[^\P{C}\n\t]/u.test(typed)) add(field, 'text-too-long', { place, max });
    return typed === '' ? null : typed;
  };
  const points = (code: string, field: ScorecardFormField): number | null => {
    const name = formFieldName(code, field);
    const typed = textOf(name).trim();
    if (typed === '') return null;
    const read = readPoints(typed);
    if (read === undefined) add(name, 'points-number', { place: code, value: typed.slice(0, 40) });
    return read ?? null;
  };
  const readLine = ({ code, sources }: PointLine): ScorecardLine => {
    const given = (group: (typeof POINT_GROUPS)[number]) =>
      sources.some((source) => GROUP_OF_SOURCE[source] === group) ? points(code, group) : null;
    return {
      code,
      selfAssessed: points(code, 'selfAssessed'),
      appraised: given('appraised'),
      leaders: given('leaders'),
      citizens: given('citizens'),
      combined: sources.length > 1 ? points(code, 'combined') : null,
      reason: text(formFieldName(code, 'reason'), code, REASON_LENGTH)
    };
  };
  const readArea = (area: ParArea): readonly ScorecardLine[] => {
    if (area.criteria === null) return [readLine(area)];
    const head = { code: area.code, selfAssessed: null, appraised: null, leaders: null, citizens: null, combined: null };
    return [{ ...head, reason: text(formFieldName(area.code, 'reason'), area.code, REASON_LENGTH) }, ...pointLinesOf(area).map(readLine)];
  };

  return {
    lines: rules.areas.flatMap(readArea).filter((line) => Object.entries(line).some(([key, value]) => key !== 'code' && value !== null)),
    surveys: rules.areas.flatMap(pointLinesOf).flatMap((line) => readSurveys(line, textOf)),
    retake: rules.areas.flatMap(pointLinesOf).flatMap(({ code }) => readRetakes(code, textOf)),
    composition: readComposition(points, (field) => add(field, 'composition-incomplete', {})),
    published: readStanding(textOf, add),
    origin: text(ORIGIN_FIELD, ORIGIN_FIELD, ORIGIN_LENGTH),
    problems
  };
}

/** Lines that convert a survey's figure may name the survey that it is of. */
function readSurveys({ code, sources, figure }: PointLine, textOf: (name: string) => string): readonly LineSurvey[] {
  if (figure === undefined) return [];
  return sources
    .filter((source): source is SurveySource => source !== 'appraisal')
    .flatMap((group) => {
      const surveyCode = textOf(formFieldName(code, SURVEY_FIELD[group])).trim();
      return surveyCode === '' ? [] : [{ line: code, group, surveyCode, figureCode: figure }];
    });
}

function readRetakes(line: string, textOf: (name: string) => string): readonly LineRetake[] {
  return (['leaders', 'citizens'] as const).flatMap((group) =>
    textOf(formFieldName(line, RETAKE_FIELD[group])) === '' ? [] : [{ line, group }]
  );
}

function readComposition(
  points: (code: string, field: ScorecardFormField) => number | null,
  incomplete: (field: string) => void
): Composition | null {
  const [appraised = null, leaders = null, citizens = null] = POINT_GROUPS.map((group) => points(TOTAL_LINE, group));
  if (appraised === null && leaders === null && citizens === null) return null;
  const missing = POINT_GROUPS.find((_, i) => [appraised, leaders, citizens][i] === null);
  if (missing) incomplete(formFieldName(TOTAL_LINE, missing));
  return { appraised: appraised ?? 0, leaders: leaders ?? 0, citizens: citizens ?? 0 };
}

/** A rank is one of how many; neither stands alone. */
function readStanding(
  textOf: (name: string) => string,
  add: (field: string, code: ProblemCode, parameters: ProblemParameters) => void
): PublishedStanding | null {
  const typed = STANDING_FIELDS.map((field) => textOf(standingFieldName(field)).trim());
  if (typed.every((each) => each === '')) return null;
  const read = typed.map((each) => (/^\d{1,4}$/.test(each) && Number(each) >= 1 && Number(each) <= MOST_AGENCIES ? Number(each) : null));
  STANDING_FIELDS.forEach((field, i) => {
    if (typed[i] !== '' && read[i] === null) add(standingFieldName(field), 'standing-number', { value: typed[i]!.slice(0, 40) });
  });
  const [rank = null, of = null, previousRank = null, sipasRank = null, sipasOf = null] = read;
  const blank = (i: number) => typed[i] === '';
  if (blank(0) || blank(1)) add(standingFieldName(blank(0) ? 'rank' : 'of'), 'standing-incomplete', {});
  else if (rank !== null && of !== null && rank > of) add(standingFieldName('rank'), 'standing-number', { value: `${rank}/${of}` });
  if (blank(3) !== blank(4)) add(standingFieldName(blank(3) ? 'sipasRank' : 'sipasOf'), 'standing-incomplete', {});
  else if (sipasRank !== null && sipasOf !== null && sipasRank > sipasOf)
    add(standingFieldName('sipasRank'), 'standing-number', { value: `${sipasRank}/${sipasOf}` });
  return { rank: rank ?? 0, of: of ?? 0, previousRank, sipasRank, sipasOf };
}
