/** A draw repeated by the program that docs/methods.md prints, from the two files that the desk hands out and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function drawnAgain(frameFile: string, askedFile: string) {
  const folder = mkdtempSync(join(tmpdir(), 'drawn-again-'));
  try {
    const program = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/methods.md', 'utf8').split('## Drawing a sample')[1]!)![1]!;
    writeFileSync(join(folder, 'repeat.mjs'), program);
    const printed = execFileSync(process.execPath, [join(folder, 'repeat.mjs'), frameFile, askedFile], { encoding: 'utf8' });
    const drawn = printed.trimEnd().split('\n').map((line) => line.split('\t').map(Number)); // prettier-ignore
    const { quotas } = JSON.parse(readFileSync(askedFile, 'utf8')) as { readonly quotas: Readonly<Record<string, number>> };
    const sizes = new Map<string, number>();
    const rows = readFileSync(frameFile, 'utf8').trimEnd().split('\n').map((line) => line.split('\t')); // prettier-ignore
    for (const [, stratum] of rows) sizes.set(stratum!, (sizes.get(stratum!) ?? 0) + 1);
    const wanted = Object.values(quotas).reduce((sum, n) => sum + n, 0);
    return {
      population: rows.length,
      /** The main sample: reserves have the numbers after it. */
      main: drawn.slice(0, wanted).map(([serial, unitNo]) => ({ serial: serial!, unitNo: unitNo! })),
      /** π summed over the whole list. */
      expected: rows.reduce((sum, [, stratum]) => sum + (quotas[stratum!] ?? 0) / sizes.get(stratum!)!, 0)
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
