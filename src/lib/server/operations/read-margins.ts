/**
 * The population's totals as a coordinator gives them: a number for each level in the form's fields (`total:VARIABLE:LEVEL`), or a CSV
 * table with the columns variable, level, total (the variable may be left out where one is asked for; a level by its code or its name).
 */
import { Problem, badLine } from '../../core/problem';
import type { ProblemDetail } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import type { KnownMargin } from '../../core/weighting/steps';
import { readCsv } from '../read-csv';
import { fileField, textField } from '../read-form-data';
import type { WeightingVariable } from './weighting-variables';

export const TOTALS_FILE = 'totals';
export const totalField = (variable: string, level: string): string => `total:${variable}:${level}`;

/** Counts as people write them: 12345, 12.345, 12 345, 12,345. */
const WHOLE = /^(\d+|\d{1,3}([., \u00a0]\d{3})+)$/;

/** `asked`: the variables wanted, at least one. Throws `form-invalid` (a field) and what a table is refused for. */
export async function readMargins(form: FormData, asked: readonly WeightingVariable[]): Promise<readonly KnownMargin[]> {
  const file = await fileField(form, TOTALS_FILE);
  return file ? readTable(file, asked) : readTyped(form, asked);
}

function readTyped(form: FormData, asked: readonly WeightingVariable[]): readonly KnownMargin[] {
  const details: ProblemDetail[] = [];
  const margins = asked.map(({ code, levels }): KnownMargin => {
    const totals = levels.map(({ level, name }): [string, number] => {
      const typed = textField(form, totalField(code, level)).trim();
      const total = readWhole(typed);
      if (Number.isNaN(total))
        details.push({
          place: totalField(code, level),
          code: 'total-invalid',
          parameters: { level: name?.vi ?? level, value: typed || '–' }
        });
      return [level, total];
    });
    return { variable: code, totals: Object.fromEntries(totals) };
  });
  if (details.length > 0) throw new Problem('form-invalid', { count: details.length }, details);
  return margins;
}

function readTable(
  file: { readonly bytes: Uint8Array; readonly name: string },
  asked: readonly WeightingVariable[]
): readonly KnownMargin[] {
  const { header, rows } = readCsv<string>(file.bytes, file.name, ['level', 'total']);
  const [only] = asked;
  const hasVariable = header.includes('variable');
  if (!hasVariable && asked.length > 1)
    throw new Problem('import-header', { file: file.name, columns: 'variable', found: header.join(', ') });
  const totals = new Map(asked.map(({ code }) => [code, new Map<string, number>()]));
  const lines = new Map<string, number>();
  const problems: ProblemDetail[] = [];
  for (const { line, cells } of rows) {
    const named = hasVariable ? cells['variable']! : only!.code;
    const variable = asked.find(({ code }) => code === named || code === `item.${named}`);
    const total = readWhole(cells['total']!);
    if (!variable) problems.push(badLine(line, 'row-value', { column: 'variable', value: named }));
    if (Number.isNaN(total)) problems.push(badLine(line, 'row-value', { column: 'total', value: cells['total']! }));
    if (!variable || Number.isNaN(total)) continue;
    const typed = cells['level']!;
    const level = variable.levels.find((one) => one.level === typed || Object.values(one.name ?? {}).includes(typed))?.level ?? typed;
    const known = totals.get(variable.code)!;
    const first = lines.get(`${variable.code} ${level}`);
    if (first !== undefined) problems.push(badLine(line, 'row-repeated', { value: typed, first }));
    lines.set(`${variable.code} ${level}`, line);
    known.set(level, total);
  }
  if (problems.length > 0) throw new Problem('import-row', { file: file.name, count: problems.length }, problems);
  const missing = asked.find(({ code }) => totals.get(code)!.size === 0);
  if (missing) throw wrongField(TOTALS_FILE, 'margin-missing', { variable: missing.code });
  return asked.map(({ code }) => ({ variable: code, totals: Object.fromEntries(totals.get(code)!) }));
}

function readWhole(typed: string): number {
  return WHOLE.test(typed) ? Number(typed.replaceAll(/[., \u00a0]/g, '')) : NaN;
}
