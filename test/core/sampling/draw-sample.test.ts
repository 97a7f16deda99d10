/** Over many seeds each unit comes as often as its probability says; totals are exact; the same seed gives the same units. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterStage } from '../../../src/lib/core/sampling/design';
import type { DrawParameters, DrawnUnit } from '../../../src/lib/core/sampling/draw-sample';
import { drawSample, resultLines } from '../../../src/lib/core/sampling/draw-sample';
import { randomStream } from '../../../src/lib/core/sampling/random';
import type { SamplingFrame } from '../../../src/lib/core/sampling/sampling-frame';
import { FrameBuilder, frameLines } from '../../../src/lib/core/sampling/sampling-frame';
import { stratumOf } from '../../../src/lib/core/sampling/plan-sample';
import { selectPps } from '../../../src/lib/core/sampling/select-pps';
import { flatFrame, villageFrame } from './made-frame';

const plain: DrawParameters = { stages: [], selection: 'srs', reserveShare: 0.2 };
const twoStages: readonly ClusterStage[] = [
  { by: 'area', count: 2, method: 'pps' },
  { by: 'village', count: 2, method: 'srs' }
];
const keyOf = ({ unitNo, ordinal }: DrawnUnit) => `${unitNo}/${ordinal}`;
const main = (drawn: readonly DrawnUnit[]) => drawn.filter(({ role }) => role === 'main');

/** By unit, the share of draws that took it, beside the π that the draws stated; both far from nothing. */
function overSeeds(frame: SamplingFrame, parameters: DrawParameters, quotas: Readonly<Record<string, number>>, seeds: number) {
  const taken = new Map<string, { count: number; probability: number }>();
  for (let seed = 0; seed < seeds; seed++)
    for (const unit of main(drawSample(frame, parameters, quotas, `${seed}`))) {
      const held = taken.get(keyOf(unit));
      // An assertion for each of a hundred thousand units would be most of the time.
      if (held && held.probability !== unit.probability) throw new Error(`two probabilities of ${keyOf(unit)}`);
      if (held) held.count++;
      else taken.set(keyOf(unit), { count: 1, probability: unit.probability });
    }
  return taken;
}

/** Each share within 5 standard errors of its π: seeds are fixed, so this either always holds or never. */
function expectEven(taken: ReturnType<typeof overSeeds>, seeds: number) {
  const far = [...taken].filter(
    ([, { count, probability: p }]) => Math.abs(count / seeds - p) > 5 * Math.sqrt((p * (1 - p)) / seeds) + 1e-12
  );
  expect(far).toEqual([]);
}

describe('one stage', () => {
  test.each(['srs', 'systematic'] as const)('%s: every unit of a stratum is drawn alike', (selection) => {
    const taken = overSeeds(flatFrame({ A: 23, B: 10 }), { ...plain, selection }, { A: 7, B: 4 }, 3_000);
    expect(taken.size).toBe(33);
    expect(new Set([...taken.values()].map(({ probability }) => probability))).toEqual(new Set([7 / 23, 4 / 10]));
    expectEven(taken, 3_000);
  });

  test('a systematic sample is spread over the list', () => {
    const units = main(drawSample(flatFrame({ A: 100 }), { ...plain, selection: 'systematic' }, { A: 7 }, 's')).map(({ unitNo }) => unitNo);
    const steps = units.slice(1).map((unit, i) => unit - units[i]!);
    expect(steps.every((step) => step === 14 || step === 15)).toBe(true);
  });

  test('pairs of a simple random sample come together as often as n(n − 1)/N(N − 1)', () => {
    const frame = flatFrame({ A: 6 });
    let both = 0;
    for (let seed = 0; seed < 4_000; seed++) {
      const units = new Set(main(drawSample(frame, plain, { A: 3 }, `${seed}`)).map(({ unitNo }) => unitNo));
      if (units.has(1) && units.has(2)) both++;
    }
    expect(Math.abs(both / 4_000 - 0.2)).toBeLessThan(5 * Math.sqrt(0.16 / 4_000));
  });

  test('what one stratum draws does not move with another, and says nothing of it', () => {
    const ofA = (seed: string, b: number) =>
      main(drawSample(flatFrame({ A: 40, B: 40 }), plain, { A: 10, B: b }, seed)).filter(({ stratum }) => stratum === 'A');
    const units = (drawn: readonly DrawnUnit[]) => drawn.map(({ unitNo }) => unitNo);
    expect(units(ofA('1', 5))).toEqual(units(ofA('1', 20)));
    let [both, first, second] = [0, 0, 0];
    for (let seed = 0; seed < 2_000; seed++) {
      const drawn = main(drawSample(flatFrame({ A: 4, B: 4 }), plain, { A: 2, B: 2 }, `${seed}`)).map(({ unitNo }) => unitNo);
      if (drawn.includes(1)) first++;
      if (drawn.includes(5)) second++;
      if (drawn.includes(1) && drawn.includes(5)) both++;
    }
    expect(Math.abs(both / 2_000 - (first / 2_000) * (second / 2_000))).toBeLessThan(5 * Math.sqrt(0.1875 / 2_000));
  });
});

describe('proportional to size', () => {
  const clusters = [5, 40, 10, 25, 300, 20, 10].map((size, i) => ({ name: `C${i}`, size }));

  test('π is proportional to size but for certainties, which are taken always', () => {
    const counts = new Array<number>(clusters.length).fill(0);
    for (let seed = 0; seed < 5_000; seed++) {
      const { taken, probabilities } = selectPps(randomStream(`${seed}`), clusters, 3);
      taken.forEach((i) => counts[i]!++);
      if (seed < 50) expect(probabilities).toEqual(taken.map((i) => (i === 4 ? 1 : (2 * clusters[i]!.size) / 110)));
    }
    expect([counts[4], counts.reduce((sum, n) => sum + n, 0)]).toEqual([5_000, 15_000]);
    counts.forEach((count, i) => {
      const p = i === 4 ? 1 : (2 * clusters[i]!.size) / 110;
      expect(Math.abs(count / 5_000 - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / 5_000));
    });
  });

  test('taking one out may make another certain', () => {
    const sized = [1000, 60, 10, 10].map((size, i) => ({ name: `C${i}`, size }));
    const { taken, probabilities } = selectPps(randomStream('x'), sized, 3);
    expect(taken.slice(0, 2)).toEqual([0, 1]);
    expect(probabilities).toEqual([1, 1, 0.5]);
  });

  test('a size of zero is refused by name', () => {
    expect(() => selectPps(randomStream('x'), [{ name: 'Bản Không', size: 0 }], 1)).toThrow(
      expect.objectContaining({ code: 'sampling-size-zero', parameters: { name: 'Bản Không' } })
    );
  });
});

describe('several stages', () => {
  const communes = { a: [30, 12, 40], b: [25, 25], c: [9, 50, 14, 20], d: [60] };

  test.each([true, false])('the product of the stages is each unit’s share of draws (a list of villages: %s)', (counted) => {
    const frame = villageFrame(communes, counted);
    const parameters = { ...plain, stages: twoStages };
    const taken = overSeeds(frame, parameters, { S: 11 }, 3_000);
    expectEven(taken, 3_000);
    // Σπ over all units is the expected size, which here is exact. Commune d is as likely as its 60 of 285 units.
    const sum = [...taken.values()].reduce((all, { probability }) => all + probability, 0);
    expect(sum).toBeCloseTo(11, 6);
    const drawn = main(drawSample(frame, parameters, { S: 11 }, '5'));
    expect(drawn.length).toBe(11);
    for (const unit of drawn) {
      const own = communes[unit.psu as keyof typeof communes];
      const size = own.reduce((all, n) => all + n, 0);
      const village = own[Number(unit.cluster.split('.')[1]) - 1]!;
      expect(unit.psuProbability).toBeCloseTo((2 * size) / 285, 12);
      const villages = Math.min(2, own.length);
      expect(unit.probability).toBeCloseTo((((2 * size) / 285) * (villages / own.length) * (11 / 2 / villages)) / village, 12);
      if (counted) expect(unit.ordinal >= 1 && unit.ordinal <= village).toBe(true);
    }
  });

  test('a village smaller than its share is taken whole, and the sample falls short by the rest', () => {
    const drawn = drawSample(villageFrame({ a: [3, 100], b: [100, 100] }, true), { ...plain, stages: twoStages }, { S: 40 }, '1');
    expect(main(drawn).length).toBe(33);
    const whole = main(drawn).filter(({ cluster }) => cluster === 'a|a.1');
    expect(whole.map(({ ordinal, probability }) => [ordinal, probability])).toEqual([1, 2, 3].map((place) => [place, 1]));
  });
});

test('reserves have their order in the stratum and cluster, come from what is left, and change nothing of the main sample', () => {
  const frame = villageFrame({ a: [30, 12, 40], b: [25, 25], c: [9, 50, 14, 20] }, true);
  const draw = (reserveShare: number, selection: 'srs' | 'systematic') =>
    drawSample(frame, { stages: twoStages, selection, reserveShare }, { S: 13 }, '77');
  for (const selection of ['srs', 'systematic'] as const) {
    const drawn = draw(0.5, selection);
    const reserves = drawn.filter(({ role }) => role === 'reserve');
    expect(main(drawn)).toEqual(main(draw(0, selection)));
    expect(new Set(drawn.map(keyOf)).size).toBe(drawn.length);
    for (const cluster of new Set(drawn.map((unit) => unit.cluster))) {
      const n = main(drawn).filter((unit) => unit.cluster === cluster).length;
      const own = reserves.filter((unit) => unit.cluster === cluster);
      expect(own.map(({ reserveOrder }) => reserveOrder)).toEqual(Array.from({ length: Math.ceil(n / 2) }, (_, i) => i + 1));
    }
    // The first of many reserves are those of few.
    const few = new Set(
      draw(0.2, selection)
        .filter(({ role }) => role === 'reserve')
        .map(keyOf)
    );
    expect(reserves.filter((unit) => few.has(keyOf(unit))).length).toBe(few.size);
  }
});

test('totals are exact, serials run on, the same seed gives the same lines and another gives others', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('srs', 'systematic' as const),
      fc.nat(),
      (sizes, selection, seed) => {
        const frame = flatFrame(Object.fromEntries(sizes.map((n, h) => [`H${h}`, n])));
        const quotas = Object.fromEntries(sizes.map((n, h) => [`H${h}`, Math.ceil(n / 2)]));
        const drawn = drawSample(frame, { ...plain, selection }, quotas, `${seed}`);
        for (const [stratum, n] of Object.entries(quotas)) expect(main(drawn).filter((unit) => unit.stratum === stratum).length).toBe(n);
        expect(drawn.map(({ serial }) => serial)).toEqual(drawn.map((_, i) => i + 1));
        expect([...resultLines(drawSample(frame, { ...plain, selection }, quotas, `${seed}`))]).toEqual([...resultLines(drawn)]);
      }
    ),
    { numRuns: 60 }
  );
  const lines = (seed: string) => [...resultLines(drawSample(flatFrame({ A: 500 }), plain, { A: 50 }, seed))].join('');
  expect(lines('1')).not.toBe(lines('2'));
});

test('the lines that are hashed: number, stratum, clusters, size; a name cannot forge a line', () => {
  expect([...frameLines(villageFrame({ a: [3], b: [7] }, true))].join('')).toBe('1\tS\ta|a.1\t3\n2\tS\tb|b.1\t7\n');
  expect([...frameLines(villageFrame({ 'a|b\n9\tS': [3] }, true))].join('')).toBe('1\tS\ta b 9 S|a b 9 S.1\t3\n');
});

test('a kept draw keeps its hashes, whatever parts designs may have since', () => {
  const builder = new FrameBuilder(false);
  for (let unitNo = 1; unitNo <= 200; unitNo++) {
    const row = { agency: `A${unitNo % 3}`, level: 'commune', field: unitNo % 2 ? 'Đất đai' : '', area: '', village: '' };
    const stratum = stratumOf({ ...row, personKind: unitNo % 5 ? 'person' : '' }, ['agency', 'level', 'field', 'area']);
    builder.add({ unitNo, stratum, clusters: [], size: 1 });
  }
  const frame = builder.build();
  const quotas = Object.fromEntries(frame.strata.map(({ name }) => [name, 7]));
  const hash = (lines: Iterable<string>) => createHash('sha256').update([...lines].join('')).digest('hex'); // prettier-ignore
  expect(hash(frameLines(frame))).toBe('7c1afd2eb82f715eb09b196383d3d075670704a7b2f2111b187f3b7b25550633');
  expect(hash(resultLines(drawSample(frame, plain, quotas, '1234567890123456')))).toBe(
    'e8aa164b336a6133e4f8d8deff92c51ee2b9f233737fad50ebafb3981997e187'
  );
});
