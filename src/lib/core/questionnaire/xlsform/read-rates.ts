/** The `rates` sheet, which only this project writes. Refused: a code that is none or stands twice, items and values that there are not, alarms that no share can reach. */
import type { ExperienceRate, Item, Language, Scale } from '../questionnaire';
import { codeOf } from './codes';
import type { Findings } from './findings';
import { mistake } from './findings';
import { readText } from './read-text';
import type { Table, TableRow } from './read-table';

export function readRates(
  table: Table | undefined,
  items: readonly Item[],
  scales: readonly Scale[],
  languages: readonly Language[],
  findings: Findings
): readonly ExperienceRate[] {
  const first = new Map<string, string>();
  return (table?.rows ?? []).flatMap((row) => {
    const code = row.text('code');
    const known = first.get(code);
    if (code === '') mistake(findings, row.cell('code'), 'cell-empty');
    else if (codeOf(code, 'item') !== code) mistake(findings, row.cell('code'), 'cell-value', { value: code });
    else if (known !== undefined) mistake(findings, row.cell('code'), 'cell-repeated', { value: code, first: known });
    else first.set(code, row.cell('code'));
    return readRate(row, code, items, scales, languages, findings) ?? [];
  });
}

function readRate(
  row: TableRow,
  code: string,
  items: readonly Item[],
  scales: readonly Scale[],
  languages: readonly Language[],
  findings: Findings
): ExperienceRate | undefined {
  const name = readText(row, 'label', languages, findings);
  if (!name) mistake(findings, row.cell('label'), 'cell-empty');
  const item = items.find((candidate) => candidate.code === row.text('item'));
  if (!item) mistake(findings, row.cell('item'), 'xlsform-rate-item', { item: row.text('item') });
  if (!item || !name) return undefined;
  const values = readValues(row, 'values', item, scales, findings);
  const leaveOut = readValues(row, 'leave_out', item, scales, findings);
  if (values.length === 0) mistake(findings, row.cell('values'), 'cell-empty');
  const both = values.find((value) => leaveOut.includes(value));
  if (both !== undefined) mistake(findings, row.cell('leave_out'), 'xlsform-rate-both', { value: both });
  const alarm = { ...readAlarmAbove(row, findings), ...readAlarmCount(row, findings) };
  if (alarm.alarmAbove !== undefined && alarm.alarmCount) mistake(findings, row.cell('alarm_count'), 'xlsform-rate-alarms');
  return { code, item: item.code, values, ...(leaveOut.length > 0 && { leaveOut }), name, ...alarm };
}

function readValues(row: TableRow, column: string, item: Item, scales: readonly Scale[], findings: Findings): readonly string[] {
  const known = new Set(answersOf(item, scales));
  const values = row
    .text(column)
    .split(/[\s,;]+/)
    .filter((value) => value !== '');
  const unknown = values.find((value) => !known.has(value));
  if (unknown !== undefined) mistake(findings, row.cell(column), 'xlsform-condition-value', { value: unknown, item: item.code });
  return values;
}

function answersOf(item: Item, scales: readonly Scale[]): readonly string[] {
  if (item.kind !== 'level') return item.options.map((option) => option.value);
  const levels = scales.find((scale) => scale.code === item.scale)?.levels ?? [];
  return [...levels.map(({ level }) => String(level)), ...(item.notApplicable ? ['na'] : [])];
}

function readAlarmAbove(row: TableRow, findings: Findings): Pick<ExperienceRate, 'alarmAbove'> {
  const written = row.text('alarm_above');
  if (written === '') return {};
  const alarmAbove = Number(written.replace(',', '.'));
  if (alarmAbove >= 0 && alarmAbove < 1) return { alarmAbove };
  mistake(findings, row.cell('alarm_above'), 'xlsform-share', { value: written });
  return {};
}

function readAlarmCount(row: TableRow, findings: Findings): Pick<ExperienceRate, 'alarmCount'> {
  const written = row.text('alarm_count').toLowerCase();
  if (['yes', 'true'].includes(written)) return { alarmCount: true };
  if (!['', 'no', 'false'].includes(written))
    mistake(findings, row.cell('alarm_count'), 'xlsform-word', { value: written, known: 'yes, no' });
  return {};
}
