import { describe, expect, test } from 'vitest';
import { PAR_LEADERS } from '../../../src/lib/core/questionnaire/instruments/par-leaders';
import { checkParRules } from '../../../src/lib/core/scoring/check-par-rules';
import { sumPoints } from '../../../src/lib/core/scoring/par-points';
import type { ParRules } from '../../../src/lib/core/scoring/par-rules';
import { pointLinesOf, readRulesLabel, rulesLabel } from '../../../src/lib/core/scoring/par-rules';
import { findShippedParRules, SHIPPED_PAR_RULES } from '../../../src/lib/core/scoring/par-rules-shipped';
import golden from '../../data/par-index-golden.json' with { type: 'json' };

const DEMONSTRATION = findShippedParRules({ family: 'par-index-demo', number: 1 })!;
const SON_LA = findShippedParRules({ family: 'par-index', number: 1 })!;

describe('shipped rules', () => {
  test.each(SHIPPED_PAR_RULES.map((rules) => [rulesLabel(rules), rules] as const))('%s have no fault', (_, rules) => {
    expect(checkParRules(rules)).toEqual([]);
    expect(rules.total).toBe(100);
    expect(rules.areas.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(rules.certainty).toBe('assumed');
  });

  test('par-index/1 has the maxima of the published result, and no criteria that it does not print', () => {
    expect(SON_LA.areas.map(({ code, max }) => ({ code, max }))).toEqual(golden.areas.map(({ code, max }) => ({ code, max })));
    expect(SON_LA.areas.every((area) => area.criteria === null)).toBe(true);
  });

  test('the demonstration says that it is one', () => {
    expect(DEMONSTRATION.name.vi).toContain('không phải bộ tiêu chí chính thức');
    expect(DEMONSTRATION.note.vi).toContain('Minh họa, không phải bộ tiêu chí chính thức');
    expect(DEMONSTRATION.note.en).toContain('not an official set');
  });

  test('its leaders’ criteria are the areas of the leaders’ questionnaire, 19 points together; people give 10', () => {
    const lines = DEMONSTRATION.areas.flatMap(pointLinesOf);
    const leaders = lines.filter(({ sources }) => sources.includes('leaders'));
    expect(leaders.map(({ figure }) => figure)).toEqual(PAR_LEADERS.sections.map(({ code }) => code));
    expect(sumPoints(leaders.map(({ max }) => max))).toBe(19);
    const citizens = lines.filter(({ sources }) => sources.includes('citizens'));
    expect(citizens).toMatchObject([{ code: '8.1', max: 10, conversion: { kind: 'linear' }, figure: 'overall' }]);
  });

  test('an unknown version is not there', () => {
    expect(findShippedParRules({ family: 'par-index', number: 9 })).toBeUndefined();
  });
});

describe('faults of rules', () => {
  const [first, ...others] = DEMONSTRATION.areas;
  const withFirst = (change: object): ParRules => ({
    ...DEMONSTRATION,
    areas: [{ ...first!, ...change } as typeof first & object, ...others]
  });
  const criteria = first!.criteria!;

  test.each<[string, ParRules, string]>([
    ['areas that do not add up', { ...DEMONSTRATION, total: 99.5 }, 'areas: the maxima add up to 100, not 99.5'],
    ['criteria that do not add up', withFirst({ criteria: criteria.slice(1) }), 'area 1: the maxima add up to 10, not 12'],
    ['an area without criteria', withFirst({ criteria: [] }), 'area 1: has no criteria'],
    [
      'a maximum of 0',
      withFirst({ criteria: [{ ...criteria[0]!, max: 0 }, ...criteria.slice(1)] }),
      'criterion 1.1: the maximum must be above 0'
    ],
    ['three decimals', withFirst({ max: 12.005 }), 'area 1: the maximum must be above 0, with two decimals'],
    ['a code twice', withFirst({ code: '2' }), 'line 2: the code stands twice'],
    ['a code with a colon', withFirst({ code: '1:2' }), 'area 1:2: the code must match'],
    ['the code of the total', withFirst({ code: 'total' }), 'line total: the code is that of the total'],
    ['no English name', withFirst({ name: { vi: 'Chỉ đạo' } }), 'area 1, name: has no text in en'],
    [
      'an appraised criterion with a conversion',
      withFirst({ criteria: [{ ...criteria[0]!, conversion: { kind: 'linear' }, figure: 'l1' }, ...criteria.slice(1)] }),
      'criterion 1.1: a conversion needs'
    ],
    [
      'a conversion without a figure',
      withFirst({ criteria: criteria.map(({ figure: _, ...criterion }) => criterion) }),
      'criterion 1.6: a conversion and its figure go together'
    ],
    [
      'bad bands',
      withFirst({
        criteria: criteria.map((criterion) => (criterion.figure ? { ...criterion, conversion: { kind: 'bands', bands: [] } } : criterion))
      }),
      'criterion 1.6, bands: the first must begin at 0'
    ],
    ['a whole area of nobody', withFirst({ criteria: null, sources: [] }), 'area 1: nobody gives it points'],
    ['a name of another shape', { ...DEMONSTRATION, family: 'PAR INDEX' }, 'rules PAR INDEX/1: must be named'],
    ['no areas', { ...DEMONSTRATION, areas: [] }, 'areas: there are none']
  ])('%s', (_, rules, fault) => {
    expect(checkParRules(rules).join('\n')).toContain(fault);
  });
});

test('a label reads back', () => {
  expect(readRulesLabel(' par-index-demo/12 ')).toEqual({ family: 'par-index-demo', number: 12 });
  for (const label of ['par-index', 'par-index/0', 'par-index/x', '/1', 'Par/1']) expect(readRulesLabel(label)).toBeUndefined();
});
