/**
 * How often the 95 % interval of a systematic sample covers, beside a simple random one of the same lists, its variance taken as that of simple random
 * sampling: over all draws of many lists, and list by list (docs/methods.md, "Systematic samples"). A list's systematic samples are as many
 * as its starts, and of one of them nothing tells how far they lie apart.
 */
import { kornGraubardInterval } from '../src/lib/core/estimation/korn-graubard';
import { randomStream } from '../src/lib/core/sampling/random';
import { selectUnits } from '../src/lib/core/sampling/select-units';
import { normal, seededRandom } from '../scripts/demo-answers';
import { rounded } from './print';

const LISTS = 200;
const DRAWS = 150;
const UNITS = 1_200;
/** Villages in a list, each with a share satisfied of its own. */
const VILLAGES = 20;
const WAVE = 0.15;

type Order = 'by village' | 'shuffled' | 'in waves';
type Method = 'srs' | 'systematic';

export function benchSystematic(): void {
  console.log('| list | one in | drawn | coverage | lists at the 5th percentile | true ÷ estimated variance |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: |');
  for (const order of ['by village', 'shuffled', 'in waves'] as const)
    for (const step of [4, 8, 20])
      for (const method of ['srs', 'systematic'] as const) {
        const lists = Array.from({ length: LISTS }, (_, seed) => coverageOf(makeList(order, step, seed), step, method, seed));
        const covered = lists.map(({ coverage }) => coverage).toSorted((a, b) => a - b);
        const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
        const figures = [rounded(100 * mean(covered), 1), rounded(100 * covered[Math.floor(LISTS / 20)]!, 0), rounded(mean(lists.map(({ ratio }) => ratio)), 2)]; // prettier-ignore
        console.log(`| ${[order, step, method, ...figures].join(' | ')} |`);
      }
}

/** 1: satisfied. Waves have the step's own length: the worst that a list can be. */
function makeList(order: Order, step: number, seed: number): readonly number[] {
  const random = seededRandom(5_000 + seed);
  const shares = Array.from({ length: VILLAGES }, () => 1 / (1 + Math.exp(-(1.5 + 0.6 * normal(random)))));
  const list = Array.from({ length: UNITS }, (_, i): number => {
    const wave = order === 'in waves' ? WAVE * Math.sin((2 * Math.PI * i) / step) : 0;
    return random() < shares[Math.floor((i * VILLAGES) / UNITS)]! + wave ? 1 : 0;
  });
  if (order === 'shuffled')
    for (let i = UNITS - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [list[i], list[other]] = [list[other]!, list[i]!];
    }
  return list;
}

function coverageOf(list: readonly number[], step: number, method: Method, seed: number) {
  const truth = list.reduce((sum, one) => sum + one, 0) / UNITS;
  const n = UNITS / step;
  let [hits, sum, squares, estimated] = [0, 0, 0, 0];
  for (let draw = 0; draw < DRAWS; draw++) {
    const { main } = selectUnits(randomStream(`${seed}-${draw}`, 'S'), UNITS, { n, reserves: 0, method });
    const share = main.reduce((all, i) => all + list[i]!, 0) / n;
    const variance = ((1 - n / UNITS) * share * (1 - share)) / (n - 1);
    const { lower, upper } = kornGraubardInterval({ share, variance, degreesOfFreedom: n - 1, n, level: 0.95 });
    if (lower <= truth && truth <= upper) hits++;
    sum += share;
    squares += share ** 2;
    estimated += variance;
  }
  return { coverage: hits / DRAWS, ratio: (squares / DRAWS - (sum / DRAWS) ** 2) / (estimated / DRAWS) };
}
