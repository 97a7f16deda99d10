/**
 * How often the intervals of a share cover the share, by simulation: the project's Korn–Graubard interval beside Wald's, Wilson's
 * with the days ignored, and 22 answers of a person taken for 22 people, all of the same draws (coverage/draw.ts says of what).
 */
import { conditionRows } from './coverage/condition-rows';
import { ITEMS } from './coverage/draw';
import type { Condition, Outcome } from './coverage/outcome';
import { indexName } from './coverage/outcome';
import { simulate } from './coverage/simulate';
import { summaryLines, summaryRows } from './coverage/summary';
import { markdownTable, textTable } from './coverage/table';

const SEED = 20261126;

const ICCS = [0, 0.02, 0.1];
const SHARES = [0.5, 0.8, 0.9, 0.95, 0.97, 0.99, 0.995];
const SIZES = [30, 60, 100, 200, 400, 800];

/** `markdown`: as in docs/methods.md, the summary first. Else as it comes, table by table. */
export function benchCoverage({ markdown = false, seed = SEED }: { readonly markdown?: boolean; readonly seed?: number } = {}): void {
  const started = performance.now();
  const groups = makeGroups();
  const tables: { readonly title: string; readonly outcomes: readonly Outcome[] }[] = [];
  if (!markdown) console.log('Coverage of 95 % intervals in per cent (mean width in points)');
  for (const group of groups) {
    const title = `${indexName(group[0]!)}, ICC ${group[0]!.icc}`;
    const outcomes = group.map((condition) => simulate(condition, seed));
    tables.push({ title, outcomes });
    if (!markdown) console.log(`\n${title}\n${textTable(conditionRows(outcomes))}`);
  }
  const all = tables.flatMap(({ outcomes }) => outcomes);
  const lines = summaryLines(all, seed);
  if (!markdown) {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`\nLeast and greatest coverage\n${textTable(summaryRows(all), 1)}\n\n${lines.join('\n')}\n${seconds} seconds.`);
    return;
  }
  const details = tables.map(({ title, outcomes }) => {
    return `<details>\n<summary>${title}</summary>\n\n${markdownTable(conditionRows(outcomes))}\n\n</details>`;
  });
  console.log([markdownTable(summaryRows(all), 1), lines.join('\n'), ...details].join('\n\n'));
}

/** One group a table; the streams are numbered through. */
function makeGroups(): readonly (readonly Condition[])[] {
  let stream = 0;
  return ([1, ITEMS] as const).flatMap((items) =>
    ICCS.map((icc) => SHARES.flatMap((p) => SIZES.map((n) => ({ items, icc, p, n, stream: stream++ }))))
  );
}
