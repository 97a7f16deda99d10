import { describe, expect, test } from 'vitest';
import type { AgencyKind, Life } from '../../../src/lib/core/agency/agency';
import { AGENCY_KINDS, existsOn, livesWithin, SINCE_ALWAYS } from '../../../src/lib/core/agency/agency';
import { ancestorsOf, isWithin, pathUnder } from '../../../src/lib/core/agency/path';
import { checkPlacement } from '../../../src/lib/core/agency/placement';
import { isDay } from '../../../src/lib/core/calendar/day';
import { Problem } from '../../../src/lib/core/problem';

const life = (validFrom: string, validTo: string | null = null): Life => ({ validFrom, validTo });

describe('the days of an agency', () => {
  test('the first and the last day belong to it', () => {
    const district = life('2000-01-01', '2025-06-30');
    expect(['1999-12-31', '2000-01-01', '2025-06-30', '2025-07-01'].map((day) => existsOn(district, day))).toEqual([
      false,
      true,
      true,
      false
    ]);
    expect(existsOn(life(SINCE_ALWAYS), '1945-09-02')).toBe(true);
    expect(isDay(SINCE_ALWAYS)).toBe(true);
  });

  test.each([
    [life('2025-07-01'), life(SINCE_ALWAYS), true],
    [life('2025-07-01', '2026-01-01'), life('2025-07-01', '2026-01-01'), true],
    [life('2025-06-30'), life('2025-07-01'), false],
    [life('2025-07-01'), life(SINCE_ALWAYS, '2026-01-01'), false],
    [life('2025-07-01', '2026-01-02'), life(SINCE_ALWAYS, '2026-01-01'), false]
  ])('%j within %j: %s', (inner, outer, expected) => {
    expect(livesWithin(inner, outer)).toBe(expected);
  });
});

describe('a path', () => {
  test('is within itself and whatever it starts with, and an id that begins like another is not that other', () => {
    const province = pathUnder(undefined, 'p1');
    const commune = pathUnder(province, 'c1');
    expect(commune).toBe('/p1/c1/');
    expect(isWithin(commune, province)).toBe(true);
    expect(isWithin(commune, commune)).toBe(true);
    expect(isWithin(province, commune)).toBe(false);
    expect(isWithin(pathUnder(province, 'c10'), commune)).toBe(false);
    expect(isWithin(pathUnder(undefined, 'p10'), province)).toBe(false);
  });

  test('names its ancestors from the root', () => {
    expect(ancestorsOf('/a/b/c/')).toEqual(['a', 'b']);
    expect(ancestorsOf('/a/')).toEqual([]);
  });

  test('refuses to close a circle', () => {
    expect(() => pathUnder('/a/b/', 'a')).toThrow('below itself');
  });
});

describe('where an agency may stand', () => {
  const placed = (kind: AgencyKind, of: Life = life(SINCE_ALWAYS)) => ({ code: kind, name: { vi: kind }, kind, ...of });
  const problemOf = (work: () => void) => {
    try {
      work();
      return undefined;
    } catch (failure) {
      return failure instanceof Problem ? failure.code : failure;
    }
  };

  test('each kind under the kinds of the administrative order only', () => {
    const allowed = Object.fromEntries(
      AGENCY_KINDS.map((kind) => [
        kind,
        [undefined, ...AGENCY_KINDS]
          .filter((parent) => !problemOf(() => checkPlacement(placed(kind), parent && placed(parent))))
          .map(String)
      ])
    );
    expect(allowed).toEqual({
      province: ['undefined'],
      department: ['province'],
      district: ['province'],
      commune: ['province', 'district'],
      centre: ['province', 'department', 'district', 'commune']
    });
    expect(problemOf(() => checkPlacement(placed('department'), placed('commune')))).toBe('agency-parent-wrong');
  });

  test('only while its parent exists', () => {
    const province = placed('province', life(SINCE_ALWAYS, '2025-06-30'));
    expect(problemOf(() => checkPlacement(placed('commune', life('2020-01-01', '2025-06-30')), province))).toBeUndefined();
    expect(problemOf(() => checkPlacement(placed('commune', life('2020-01-01')), province))).toBe('agency-outlives-parent');
  });
});
