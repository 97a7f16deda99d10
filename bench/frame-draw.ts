/** A multi-stage draw as large as the national survey of 2024 (36,525 people, 195 districts, 385 communes, 1,170 villages), from a million rows. */
import { createHash } from 'node:crypto';
import { drawSample, resultLines } from '../src/lib/core/sampling/draw-sample';
import { GENERATOR, randomStream } from '../src/lib/core/sampling/random';
import type { SamplingFrame } from '../src/lib/core/sampling/sampling-frame';
import { FrameBuilder, frameLines } from '../src/lib/core/sampling/sampling-frame';
import { printLines, rounded } from './print';

const ROWS = 1_000_000;
const DISTRICTS = 195;
const COMMUNES = 10;
const VILLAGES = 4;
const WANTED = 36_525;

export function benchFrameDraw(): void {
  const reading = timed(makeFrame);
  const hashing = timed(() => hashOf(frameLines(reading.result)));
  const parameters = {
    stages: [
      { by: 'area', count: 2, method: 'pps' },
      { by: 'village', count: 3, method: 'pps' }
    ],
    selection: 'srs',
    reserveShare: 0.1
  } as const;
  const each = Math.floor(WANTED / DISTRICTS);
  const quotas = Object.fromEntries(reading.result.strata.map(({ name }, h) => [name, each + (h < WANTED % DISTRICTS ? 1 : 0)]));
  const drawing = timed(() => drawSample(reading.result, parameters, quotas, '20261127'));
  const again = timed(() => hashOf(resultLines(drawSample(reading.result, parameters, quotas, '20261127'))));
  const main = drawing.result.filter(({ role }) => role === 'main');
  const villages = new Set(main.map(({ stratum, cluster }) => `${stratum}|${cluster}`)).size;
  const line = (what: string, figure: string, beside = '', ratio = '') => ({ what, figure, beside, ratio, aim: '' });
  const seconds = (ms: number) => `${rounded(ms / 1_000, 2)} s`;
  printLines(`A draw of ${main.length} units in ${villages} villages out of ${ROWS} rows (${GENERATOR})`, [
    line('the list into memory', seconds(reading.ms)),
    line('its hash', seconds(hashing.ms), 'into memory', rounded(hashing.ms / reading.ms, 2)),
    line('the draw', seconds(drawing.ms), 'into memory', rounded(drawing.ms / reading.ms, 2)),
    line('drawn again, with its hash', seconds(again.ms), 'the draw', rounded(again.ms / drawing.ms, 2)),
    line('the same units', again.result === hashOf(resultLines(drawing.result)) ? 'yes' : 'no'),
    line('most memory of the process', `${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`)
  ]);
}

/** Rows in the order of a file, villages mixed. */
function makeFrame(): SamplingFrame {
  const { below } = randomStream('bench');
  const builder = new FrameBuilder(false);
  for (let unitNo = 1; unitNo <= ROWS; unitNo++) {
    const district = below(DISTRICTS);
    // Half of the communes hold three times as much as the others.
    const commune = below(2) === 0 ? below(COMMUNES) : COMMUNES / 2 + below(COMMUNES / 2);
    const clusters = [`xã ${district}.${commune}`, `bản ${below(VILLAGES)}`];
    builder.add({ unitNo, stratum: `H${String(district).padStart(3, '0')}`, clusters, size: 1 });
  }
  return builder.build();
}

function hashOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex');
}

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const started = performance.now();
  const result = work();
  return { result, ms: performance.now() - started };
}
