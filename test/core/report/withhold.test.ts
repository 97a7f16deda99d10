import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeAxis } from '../../../src/lib/core/report/axis';
import type { Axis } from '../../../src/lib/core/report/axis';
import { COMPLEMENT, FEW, SHOWN, withhold } from '../../../src/lib/core/report/withhold';

const RULE = { minimum: 5, together: 10 };
/** Counts of the total come first, then of its parts. */
const set = (...parts: number[]) => ({ axis: makeAxis([-1, ...parts.map(() => 0)]), counts: [parts.reduce((a, b) => a + b, 0), ...parts] });
const marksOf = (axes: readonly Axis[], counts: readonly number[]) => [...withhold({ axes, counts }, RULE)];

describe('withholding', () => {
  test('one cell of few takes the smallest shown one with it, ties by place', () => {
    const { axis, counts } = set(3, 20, 8, 8);
    expect(marksOf([axis], counts)).toEqual([SHOWN, FEW, SHOWN, COMPLEMENT, SHOWN]);
  });

  test('two cells of few that hold fewer than ten together take a third', () => {
    const { axis, counts } = set(3, 4, 30, 9);
    expect(marksOf([axis], counts)).toEqual([SHOWN, FEW, FEW, SHOWN, COMPLEMENT]);
    expect(marksOf([axis], [90, 4, 4, 4, 78])).toEqual([SHOWN, FEW, FEW, FEW, SHOWN]);
  });

  test('where no part is left the total goes; empty cells never do', () => {
    const { axis, counts } = set(4, 0, 0);
    expect(marksOf([axis], counts)).toEqual([FEW, FEW, SHOWN, SHOWN]);
    const two = set(4, 4);
    expect(marksOf([two.axis], two.counts)).toEqual([COMPLEMENT, FEW, FEW]);
  });

  test('a running total leaves closed parts alone: it is withheld itself, and only where it gives one away', () => {
    const parts = set(40, 50, 3);
    const running = { ...parts.axis, running: new Set([0, 3]) };
    expect(marksOf([running], parts.counts)).toEqual([SHOWN, SHOWN, SHOWN, FEW]); // the third month has begun
    const closedFew = set(3, 50, 40);
    const runningYear = { ...closedFew.axis, running: new Set([0, 3]) };
    expect(marksOf([runningYear], closedFew.counts)).toEqual([COMPLEMENT, FEW, SHOWN, SHOWN]);
    expect(marksOf([closedFew.axis], closedFew.counts)).toEqual([SHOWN, FEW, SHOWN, COMPLEMENT]); // once it is over
  });

  // Whoever reads every shown cell and knows which totals they add up to can solve for a withheld one where it is the only
  // unknown of a sum. No such sum may give away 1–4 respondents, however many steps it takes.
  test('nobody finds a cell of few respondents by adding and subtracting', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(counts, (leaves) => {
        const rows = makeAxis([-1, 0, 0, 0]);
        const columns = makeAxis([-1, 0, 0, 1, 1, 2, 2]); // a total, two halves of two parts
        const at = (row: number, column: number) => row * 7 + column;
        const cells = new Array<number>(28).fill(0);
        for (const row of [1, 2, 3])
          [3, 4, 5, 6].forEach((column, i) => {
            const count = leaves[(row - 1) * 4 + i]!;
            for (const r of [row, 0]) for (const c of [column, columns.parent[column]!, 0]) cells[at(r, c)]! += count;
          });
        const marks = withhold({ axes: [rows, columns], counts: cells }, RULE);
        const known = cells.map((count, cell) => marks[cell] === SHOWN || count === 0);
        for (let again = true; again;) {
          again = false;
          for (let row = 0; row < 4; row++)
            for (let column = 0; column < 7; column++)
              for (const parts of [rows.children[row]!.map((r) => at(r, column)), columns.children[column]!.map((c) => at(row, c))]) {
                const unknown = [at(row, column), ...parts].filter((cell) => !known[cell]);
                if (parts.length === 0 || unknown.length !== 1) continue;
                known[unknown[0]!] = true;
                again = true;
              }
        }
        expect(cells.filter((count, cell) => known[cell] && count > 0 && count < 5)).toEqual([]);
      }),
      { numRuns: 500 }
    );
  });
});
