import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TallyAccumulator } from '../../../src/lib/core/tally/accumulate-tally';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { mergeTallies } from '../../../src/lib/core/tally/merge-tallies';
import { packTally } from '../../../src/lib/core/tally/pack-tally';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, METHOD, QUESTIONNAIRE } from './example-survey';

const layout = compileLayout(QUESTIONNAIRE, METHOD);
const tallies = fc.array(anyAnswers, { maxLength: 300 }).map((all) =>
  tallyResponses(
    layout,
    all.map((answers) => ({ answers }))
  )
);

function unpack(...packed: Uint8Array[]) {
  const sum = new TallyAccumulator(layout);
  for (const bytes of packed) sum.addPacked(bytes);
  return sum.toTally();
}

test('packed and read again it is the same tally, and packed tallies add', () => {
  fc.assert(
    fc.property(tallies, tallies, (one, other) => {
      expect(unpack(packTally(layout, one))).toEqual(one);
      expect(unpack(packTally(layout, one), packTally(layout, other))).toEqual(mergeTallies(layout, [one, other]));
    }),
    { numRuns: 50 }
  );
});

test('counts beyond one, two and four bytes are kept', () => {
  const [first, ...rest] = tallyResponses(layout, []).items;
  for (const count of [127, 128, 16_383, 16_384, 2 ** 31, 2 ** 45 + 1]) {
    const tally = { ...tallyResponses(layout, []), items: [{ ...first!, n: first!.n.map(() => count), none: count }, ...rest] };
    expect(unpack(packTally(layout, tally))).toEqual(tally);
  }
});

test('a small cell takes about a byte a count', () => {
  const tally = tallyResponses(layout, [{ answers: [5, 4] }, { answers: [5] }]);
  // A figure has its respondents and three sums of squares.
  const counts = 1 + 4 * layout.figures.length + tally.items.reduce((sum, item) => sum + 1 + item.n.length, 0);
  expect(packTally(layout, tally)).toHaveLength(counts);
});

test('weighted tallies and bytes of another questionnaire are refused', () => {
  const weighted = tallyResponses(layout, [{ answers: [5], weight: 2 }]);
  expect(() => packTally(layout, weighted)).toThrow('unweighted');
  const packed = packTally(layout, tallyResponses(layout, [{ answers: [5] }]));
  expect(() => unpack(packed.subarray(1))).toThrow('too short');
  expect(() => unpack(Uint8Array.from([...packed, 0]))).toThrow('another questionnaire');
  expect(() => unpack(new Uint8Array())).toThrow('too short');
});
