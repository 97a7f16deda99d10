import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignEvenly } from '../../../src/lib/core/fieldwork/assign-evenly';

const units = (groups: readonly string[]) => groups.map((group, i) => ({ id: String(i).padStart(3, '0'), group }));

describe('sharing units out evenly', () => {
  it('keeps villages together', () => {
    const shares = assignEvenly(units(['b', 'a', 'b', 'a', 'c', 'c']), ['lan', 'minh', 'thu']);
    expect([...shares.values()]).toEqual([['001', '003'], ['000', '002'], ['004', '005']]); // prettier-ignore
  });

  it('counts what each has already', () => {
    const shares = assignEvenly(units(['a', 'a', 'a', 'a']), ['lan', 'minh'], new Map([['lan', 3]]));
    expect(shares.get('lan')).toHaveLength(1);
    expect(shares.get('minh')).toHaveLength(3);
  });

  it('gives every unit to exactly one, loads one apart at most', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (groups, people) => {
        const shares = assignEvenly(
          units(groups),
          Array.from({ length: people }, (_, i) => `i${i}`)
        );
        const sizes = [...shares.values()].map((share) => share.length);
        expect([...shares.values()].flat().sort()).toEqual(units(groups).map(({ id }) => id));
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      })
    );
  });

  it('refuses to share among nobody', () => expect(() => assignEvenly(units(['a']), [])).toThrow(RangeError));
});
