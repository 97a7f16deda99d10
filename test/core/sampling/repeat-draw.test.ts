/** The program that docs/methods.md prints draws the same units as ours, with nothing but a list and what was asked. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ClusterStage } from '../../../src/lib/core/sampling/design';
import { drawSample } from '../../../src/lib/core/sampling/draw-sample';
import type { DrawParameters } from '../../../src/lib/core/sampling/draw-sample';
import { FrameBuilder, frameLines } from '../../../src/lib/core/sampling/sampling-frame';

const folder = mkdtempSync(join(tmpdir(), 'repeat-draw-'));
afterAll(() => rmSync(folder, { recursive: true }));

const section = readFileSync('docs/methods.md', 'utf8').split('## Drawing a sample')[1]!;
const program = /```js\n([\s\S]*?)```/.exec(section)![1]!;

const byVillage: readonly ClusterStage[] = [
  { by: 'area', count: 3, method: 'pps' },
  { by: 'village', count: 2, method: 'srs' }
];
const cases: readonly (readonly [string, boolean, DrawParameters])[] = [
  ['simple random', false, { stages: [], selection: 'srs', reserveShare: 0.1 }],
  ['systematic', false, { stages: [], selection: 'systematic', reserveShare: 0.25 }],
  ['communes by size, villages alike, households', true, { stages: byVillage, selection: 'srs', reserveShare: 0.2 }],
  ['villages by size', true, { stages: [{ by: 'village', count: 7, method: 'pps' }], selection: 'systematic', reserveShare: 0 }]
];

test.each(cases)('%s', (_, counted, parameters) => {
  const builder = new FrameBuilder(counted);
  let unitNo = 0;
  for (const stratum of ['Sơn La', 'Ất', 'z', '𝒜 ngoài BMP'])
    for (let commune = 0; commune < 6; commune++)
      for (let village = 0; village < 5; village++) {
        const area = `xã ${(commune * 7) % 6}`;
        const names = [area, `bản ${village}`];
        const clusters = parameters.stages.length === 2 ? names : parameters.stages.map(() => names.join(', '));
        // One commune is so large that it is certain.
        builder.add({ unitNo: (unitNo += 3), stratum, clusters, size: commune === 2 ? 4_000 : 11 + ((commune * 31 + village * 17) % 40) });
      }
  const frame = builder.build();
  const quotas = { 'Sơn La': 17, Ất: 9, z: 23, '𝒜 ngoài BMP': 12 };
  writeFileSync(join(folder, 'repeat.mjs'), program);
  writeFileSync(join(folder, 'frame.tsv'), [...frameLines(frame)].join(''));
  writeFileSync(join(folder, 'draw.json'), JSON.stringify({ ...parameters, seed: '20261127', counted, quotas }));
  const out = execFileSync(process.execPath, ['repeat.mjs', 'frame.tsv', 'draw.json'], { cwd: folder, encoding: 'utf8' });
  const ours = drawSample(frame, parameters, quotas, '20261127').map(
    ({ serial, unitNo: unit, ordinal }) => `${serial}\t${unit}\t${ordinal}\n`
  );
  expect(ours.length).toBeGreaterThan(60);
  expect(out).toBe(ours.join(''));
});
