import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/lib/core/problem';
import type { LineFigure } from '../../../src/lib/core/scoring/assemble-scorecard';
import { assembleScorecard } from '../../../src/lib/core/scoring/assemble-scorecard';
import { requireSoundScorecard } from '../../../src/lib/core/scoring/check-scorecard';
import { pointLinesOf } from '../../../src/lib/core/scoring/par-rules';
import { findShippedParRules } from '../../../src/lib/core/scoring/par-rules-shipped';
import type { Scorecard, ScorecardLine } from '../../../src/lib/core/scoring/scorecard';
import { problemText } from '../../../src/lib/i18n/problem-text';
import golden from '../../data/par-index-golden.json' with { type: 'json' };
import { FIGURE, GOLDEN_CARD, lineOf } from './par-scorecards';

const SON_LA = findShippedParRules({ family: 'par-index', number: 1 })!;
const DEMONSTRATION = findShippedParRules({ family: 'par-index-demo', number: 1 })!;

const changed = (code: string, change: Partial<ScorecardLine>): Scorecard => ({
  ...GOLDEN_CARD,
  lines: GOLDEN_CARD.lines.map((line) => (line.code === code ? { ...line, ...change } : line))
});
/** Full points on every line of the demonstration rules. */
const FULL_CARD: Scorecard = {
  ...GOLDEN_CARD,
  rules: { family: 'par-index-demo', number: 1 },
  lines: DEMONSTRATION.areas
    .flatMap(pointLinesOf)
    .map(({ code, max, sources }) => lineOf(code, { selfAssessed: max, [sources[0] === 'appraisal' ? 'appraised' : sources[0]!]: max })),
  composition: null,
  published: null
};
const withLine = (line: ScorecardLine): Scorecard => ({
  ...FULL_CARD,
  lines: [...FULL_CARD.lines.filter(({ code }) => code !== line.code), line]
});
const sentences = (card: Scorecard, language = 'vi', rules = SON_LA) =>
  assembleScorecard(rules, card).problems.map(({ code, parameters }) => problemText(code, parameters, language));
const places = (card: Scorecard, rules = SON_LA) => assembleScorecard(rules, card).problems.map(({ place, code }) => `${place} ${code}`);

describe('the published result of 2021', () => {
  const assembled = assembleScorecard(SON_LA, GOLDEN_CARD);

  test.each(golden.areas)('area $code: $points of $max points, $lost lost', ({ code, max, points, lost }) => {
    expect(assembled.areas.find((area) => area.code === code)).toMatchObject({ max, points, lost, criteria: null });
  });

  test('adds up to the hundredth', () => {
    const { max, points, lost, missing, problems } = assembled;
    expect({ max, points, lost }).toEqual(golden.total);
    expect({ missing, problems }).toEqual({ missing: [], problems: [] });
  });

  test('keeps the declared totals by group where the lines do not say, and checks them', () => {
    expect(assembled.groups).toEqual(golden.composition);
    expect(assembled.declaredGroups).toEqual(['appraised', 'leaders']);
  });

  test('the survey of people gives the same points from its share', () => {
    const figures: LineFigure[] = [{ line: '8', group: 'citizens', figure: FIGURE }];
    const { areas, points, problems } = assembleScorecard(SON_LA, changed('8', { citizens: null }), figures);
    expect(areas[7]).toMatchObject({ citizens: 8.99, points: 8.99, lost: 1.01 });
    expect(areas[7]!.fromSurvey.citizens).toEqual({
      surveyCode: 'SIPAS-2026',
      agencyCode: 'vpubnd',
      figureCode: 'overall',
      mode: 'sampled',
      n: 812,
      points: 8.99,
      interval: { lower: 8.7, upper: 9.23 },
      reason: null
    });
    expect({ points, problems }).toEqual({ points: 94.52, problems: [] });
  });
});

describe('a card with criteria', () => {
  test('adds criteria to areas, and groups over areas', () => {
    const { areas, points, lost, selfAssessed, groups, declaredGroups, problems } = assembleScorecard(DEMONSTRATION, FULL_CARD);
    expect({ points, lost, selfAssessed, declaredGroups, problems }).toEqual({
      points: 100,
      lost: 0,
      selfAssessed: 100,
      declaredGroups: [],
      problems: []
    });
    expect(groups).toEqual({ appraised: 71, leaders: 19, citizens: 10 });
    expect(areas[0]).toMatchObject({ appraised: 9, leaders: 3, citizens: null, points: 12, lost: 0 });
    expect(areas[0]!.criteria).toHaveLength(6);
  });

  test('carries reasons of lines and of areas', () => {
    const card = withLine(lineOf('1.3', { appraised: 1.25, reason: 'Chậm báo cáo quý II' }));
    const { areas } = assembleScorecard(DEMONSTRATION, { ...card, lines: [...card.lines, lineOf('1', { reason: 'Xem tiêu chí 1.3' })] });
    expect(areas[0]).toMatchObject({ points: 11.75, lost: 0.25, reason: 'Xem tiêu chí 1.3' });
    expect(areas[0]!.criteria![2]).toMatchObject({ points: 1.25, lost: 0.25, reason: 'Chậm báo cáo quý II' });
  });

  test('rounds each line before it adds', () => {
    const card: Scorecard = {
      ...FULL_CARD,
      lines: FULL_CARD.lines.map((line) => (line.appraised === null ? line : { ...line, appraised: 0.125 }))
    };
    const { areas } = assembleScorecard(DEMONSTRATION, card);
    expect(areas[0]!.appraised).toBe(0.65);
  });

  test('a missing line leaves its area, its group and the total without points, never zero', () => {
    const { areas, points, lost, groups, missing, problems } = assembleScorecard(DEMONSTRATION, withLine(lineOf('3.3')));
    expect({ points, lost, missing, problems }).toEqual({ points: null, lost: null, missing: ['3.3'], problems: [] });
    expect(areas[2]).toMatchObject({ points: null, lost: null, appraised: null, leaders: 2.5 });
    expect(areas[1]).toMatchObject({ points: 11, lost: 0 });
    expect(groups).toEqual({ appraised: null, leaders: 19, citizens: 10 });
  });

  test('an empty card is missing everything and has no problem', () => {
    const { points, missing, problems, groups } = assembleScorecard(DEMONSTRATION, { ...FULL_CARD, lines: [] });
    expect({ points, missing: missing.length, problems }).toEqual({ points: null, missing: FULL_CARD.lines.length, problems: [] });
    expect(groups).toEqual({ appraised: null, leaders: null, citizens: null });
  });
});

describe('points that do not come from a survey', () => {
  const withoutCitizens = changed('8', { citizens: null });
  const outcome = (figure: LineFigure['figure']) => assembleScorecard(SON_LA, withoutCitizens, [{ line: '8', group: 'citizens', figure }]);

  test.each(['none', 'few', 'complement', 'near', 'refused'] as const)('a figure withheld (%s) gives none and says why', (withheld) => {
    const { areas, points, missing, problems } = outcome({ ...FIGURE, withheld });
    expect(areas[7]).toMatchObject({
      citizens: null,
      points: null,
      lost: null,
      fromSurvey: { citizens: { points: null, interval: null, reason: withheld } }
    });
    expect({ points, missing, problems }).toEqual({ points: null, missing: ['8'], problems: [] });
  });

  test('a continuous survey gives none', () => {
    expect(outcome({ ...FIGURE, mode: 'continuous' }).areas[7]!.fromSurvey.citizens).toMatchObject({ points: null, reason: 'continuous' });
  });

  test('a line whose rules have no conversion takes none', () => {
    const { areas } = assembleScorecard(SON_LA, withoutCitizens, [{ line: '1', group: 'leaders', figure: FIGURE }]);
    expect(areas[0]!.fromSurvey.leaders).toMatchObject({ points: null, reason: 'no-conversion' });
  });

  test('a figure without an interval gives points without one', () => {
    expect(outcome({ ...FIGURE, interval: null }).areas[7]!.fromSurvey.citizens).toMatchObject({ points: 8.99, interval: null });
  });

  test('a line that is not there is a bug', () => {
    expect(() => assembleScorecard(SON_LA, GOLDEN_CARD, [{ line: '9', group: 'citizens', figure: FIGURE }])).toThrow('line 9');
    expect(() => assembleScorecard(DEMONSTRATION, GOLDEN_CARD)).toThrow('par-index/1');
  });
});

describe('bad input', () => {
  test('points over the maximum', () => {
    const card = changed('1', { combined: 11.51 });
    expect(places(card)).toContain('1:combined points-over-max');
    expect(sentences(card, 'en')).toContain('1: 11.51 points, more than the maximum of 11.5.');
  });

  test('negative points', () => {
    expect(sentences(changed('3', { combined: -1 }))).toContain('3: -1 điểm là số âm.');
    expect(places(changed('3', { selfAssessed: -0.5 }))).toEqual(['3:selfAssessed points-negative']);
  });

  test('parts over the maximum together', () => {
    expect(places(changed('1', { combined: null, appraised: 9, leaders: 3 }))).toContain('1:combined points-over-max');
  });

  test('parts that do not make up the points', () => {
    expect(places(changed('1', { appraised: 8, leaders: 2 }))).toContain('1:combined points-parts-differ');
    expect(places(changed('1', { appraised: 10.9 }))).toContain('1:combined points-parts-differ');
    expect(places(changed('1', { appraised: 8, leaders: 2.89 }))).toEqual([]);
    expect(places(changed('1', { appraised: 8 }))).toEqual([]);
  });

  test('a declared total that the areas do not reach', () => {
    const card = changed('2', { combined: 11.71 });
    expect(places(card)).toEqual(['total:combined composition-total-differs']);
    expect(sentences(card, 'en')).toEqual(['The declared groups add up to 94.52, the areas to 94.51.']);
  });

  test('a declared group that the lines contradict', () => {
    expect(places(changed('8', { citizens: 9 }))).toEqual([
      'total:citizens composition-citizens-differs',
      'total:combined composition-total-differs'
    ]);
    const composition = { appraised: 67.11, leaders: 17, citizens: 10.41 };
    expect(places({ ...changed('1', { appraised: null, leaders: 3 }), composition })).toEqual([
      'total:citizens composition-citizens-differs'
    ]);
    expect(places({ ...FULL_CARD, composition: { appraised: 72, leaders: 18, citizens: 10 } }, DEMONSTRATION)).toEqual([
      'total:appraised composition-appraised-differs',
      'total:leaders composition-leaders-differs'
    ]);
  });

  test('lines that add up to more than a declared group, though others do not say', () => {
    const composition = { appraised: 83.03, leaders: 2.5, citizens: 8.99 };
    expect(places({ ...changed('1', { leaders: 3 }), composition })).toEqual(['total:leaders composition-leaders-differs']);
  });

  test('a negative declared group', () => {
    expect(places({ ...GOLDEN_CARD, composition: { appraised: 86.53, leaders: -1, citizens: 8.99 } })).toEqual([
      'total:leaders points-negative'
    ]);
  });

  test('lines that the rules do not have, twice, or of another group', () => {
    const lines = [...GOLDEN_CARD.lines, lineOf('9', { combined: 1 }), lineOf('1', { combined: 2 })];
    expect(places({ ...GOLDEN_CARD, lines })).toEqual(['9:code points-line-unknown', '1:code points-line-repeated']);
    expect(assembleScorecard(SON_LA, { ...GOLDEN_CARD, lines }).areas[0]!.points).toBe(10.89);
    expect(places(changed('1', { citizens: 1 }))).toContain('1:citizens points-group-wrong');
    expect(places(changed('8', { combined: 8.99 }))).toContain('8:combined points-group-wrong');
    expect(places(withLine(lineOf('1.1', { leaders: 1 })), DEMONSTRATION)).toEqual(['1.1:leaders points-group-wrong']);
  });

  test('points for an area that has criteria', () => {
    const card = { ...FULL_CARD, lines: [...FULL_CARD.lines, lineOf('1', { appraised: 9, combined: 12 })] };
    expect(places(card, DEMONSTRATION)).toEqual(['1:appraised points-area-divided', '1:combined points-area-divided']);
  });

  test('points that contradict the survey', () => {
    const figures: LineFigure[] = [{ line: '8', group: 'citizens', figure: FIGURE }];
    const { problems, areas } = assembleScorecard(SON_LA, changed('8', { citizens: 9.5 }), figures);
    expect(problems[0]).toEqual({
      place: '8:citizens',
      code: 'points-survey-differs',
      parameters: { points: 9.5, survey: 8.99, place: '8' }
    });
    expect(areas[7]!.points).toBe(8.99);
  });

  test('is refused whole, with every problem', () => {
    expect(() => requireSoundScorecard(assembleScorecard(SON_LA, GOLDEN_CARD))).not.toThrow();
    const bad = assembleScorecard(SON_LA, { ...changed('1', { combined: 12 }), composition: null });
    expect(() => requireSoundScorecard(bad)).toThrow(Problem);
    expect(() => requireSoundScorecard(bad)).toThrow('scorecard-invalid');
  });

  test('every sentence names its place in both languages', () => {
    const card = { ...changed('1', { combined: 12, citizens: -1 }), composition: { appraised: 1, leaders: 1, citizens: 1 } };
    for (const language of ['vi', 'en']) for (const sentence of sentences(card, language)) expect(sentence).not.toMatch(/undefined|\{|NaN/);
  });
});
