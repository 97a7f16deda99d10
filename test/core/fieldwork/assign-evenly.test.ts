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

  it('passes a group over where somebody may not take it, and splits none for that', () => {
    // As many communes as people, twenty units each, and everybody is of one of them.
    const people = Array.from({ length: 12 }, (_, i) => `i${String(i).padStart(2, '0')}`);
    const all = units(people.flatMap((id) => Array.from({ length: 20 }, () => id.replace('i', 'g'))));
    const shares = assignEvenly(all, people, new Map(), (id, { group }) => group !== id.replace('i', 'g'));
    const groupOf = new Map(all.map(({ id, group }) => [id, group]));
    const groups = [...shares].map(([id, own]) => [id, new Set(own.map((unit) => groupOf.get(unit)))] as const);
    expect([...shares.values()].map((own) => own.length)).toEqual(people.map(() => 20));
    for (const [id, own] of groups) expect(own.has(id.replace('i', 'g')), id).toBe(false);
    expect(groups.map(([, own]) => own.size)).toEqual(people.map(() => 1));
  });

  it('makes room by handing on, and gives more than its number only where nobody else may take it', () => {
    const barred = (id: string, { group }: { readonly group: string }) => id !== 'lan' || group !== 'b';
    // By order Lan and Minh would both take of a; Lan may have nothing of b, so all of a is Lan's.
    const shares = assignEvenly(units(['a', 'a', 'b', 'b']), ['minh', 'lan'], new Map(), barred);
    expect([shares.get('minh')!.toSorted(), shares.get('lan')!.toSorted()]).toEqual([['002', '003'], ['000', '001']]); // prettier-ignore
    const alone = assignEvenly(units(['b', 'b', 'b']), ['minh', 'lan', 'thu'], new Map(), barred);
    expect([...alone.values()].map((own) => own.length)).toEqual([2, 0, 1]);
  });

  it('gives nobody what they may not take, whoever is barred from what', () => {
    const groups = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 });
    const barred = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b', 'c', 'd')), { maxLength: 8 });
    fc.assert(
      fc.property(groups, barred, (named, not) => {
        const people = Array.from({ length: 6 }, (_, i) => `i${i}`);
        const mayTake = (id: string, { group }: { readonly group: string }) => !not.some(([i, other]) => id === `i${i}` && other === group);
        const all = units(named);
        const shares = assignEvenly(all, people, new Map(), mayTake);
        expect([...shares.values()].flat().sort()).toEqual(all.map(({ id }) => id));
        for (const [id, own] of shares) for (const unit of own) expect(mayTake(id, all[Number(unit)]!)).toBe(true);
        // Only who may take everything is sure to get a share; nobody who may has two more than such a one.
        const sizes = [...shares].map(([id, own]) => [id, own.length] as const);
        const free = shares.get('i5')!.length;
        for (const [, size] of sizes) expect(size).toBeLessThanOrEqual(free + 1);
      })
    );
  });

  it('refuses to share among nobody, and what nobody may take', () => {
    expect(() => assignEvenly(units(['a']), [])).toThrow(RangeError);
    expect(() => assignEvenly(units(['a']), ['lan'], new Map(), () => false)).toThrow(RangeError);
  });
});
