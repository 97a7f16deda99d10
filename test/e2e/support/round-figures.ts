/** A closed round's figures, as its report gives them and as R makes them of the file of its answers. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Report } from '../../../src/lib/core/report/report';
import { isSame } from '../../reference/read-reference';
import { runR } from '../../support/r-program';

interface Pair {
  readonly code: string;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

export async function roundReport(page: Page, address: string): Promise<Report> {
  return (await (await page.request.get(`${address}/report.json?period=all`)).json()) as Report;
}

/** The file gives strata names of its own: that with the most answers is the town's. */
function largestStratum(answers: string): string {
  const counts = new Map<string, number>();
  for (const line of readFileSync(answers, 'utf8').trimEnd().split('\n').slice(1)) {
    const stratum = line.slice(0, line.indexOf(','));
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/**
 * Overall, each factor, each item, and overall of the largest stratum, whose agency's report is `part`: values, standard errors and answers.
 * What R makes is given as ours where the two are the same to 1e-9.
 */
export function figuresOfR(files: { readonly answers: string; readonly codebook: string }, whole: Report, part: Report): readonly Pair[] {
  const stratum = largestStratum(files.answers);
  const itemsOf = ({ items }: Report, section: string) => items.filter((item) => item.section === section).map(({ code }) => code);
  const inOverall = whole.factors.filter((factor) => factor.inOverall).flatMap(({ code }) => itemsOf(whole, code));
  const wanted = [
    { code: 'overall', items: inOverall, figure: whole.overall },
    ...whole.factors.map((figure) => ({ code: figure.code, items: itemsOf(whole, figure.code), figure })),
    ...whole.items.map((figure) => ({ code: figure.code, items: [figure.code], figure })),
    { code: `overall@${stratum}`, items: inOverall, figure: part.overall }
  ].filter(({ figure }) => figure.estimate?.standardError != null);
  const folder = mkdtempSync(join(tmpdir(), 'round-'));
  try {
    for (const [name, path] of Object.entries(files)) copyFileSync(path, join(folder, `${name}.csv`));
    const printed = runR('test/reference/estimate-microdata.R', [folder, ...wanted.map(({ code, items }) => `${code}=${items.join(',')}`)]);
    return printed
      .trim()
      .split('\n')
      .map((line, i) => {
        const [code = '', value, error, n] = line.trim().split(' ');
        const { figure } = wanted[i]!;
        const { value: ourValue, standardError } = figure.estimate!;
        const ours = [ourValue, standardError!, code.includes('@') ? figure.n! : whole.overall.n!];
        const theirs = [Number(value), Number(error), Number(n)];
        return { code, ours, theirs: theirs.map((one, at) => (isSame(ours[at]!, one) ? ours[at]! : one)) };
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
