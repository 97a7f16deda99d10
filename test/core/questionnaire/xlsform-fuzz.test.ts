// Whatever the cells say, reading ends soon, in a questionnaire without a fault or in mistakes whose sentences can be said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import type { XlsFormReading } from '../../../src/lib/core/questionnaire/xlsform/read-xlsform';
import { readXlsForm } from '../../../src/lib/core/questionnaire/xlsform/read-xlsform';
import type { TextSheet, XlsFormSheets } from '../../../src/lib/core/questionnaire/xlsform/sheets';
import { XLSFORM_SHEETS } from '../../../src/lib/core/questionnaire/xlsform/sheets';
import { writeXlsForm } from '../../../src/lib/core/questionnaire/xlsform/write-xlsform';
import { messageFile, placeholders } from '../../project/message-files';
import { PLAIN_CHOICES, PLAIN_SURVEY, sheetOfLines } from '../../support/plain-xlsform';

const EXPORTED = writeXlsForm(SIPAS_2017);
const PLAIN = { survey: sheetOfLines(PLAIN_SURVEY), choices: sheetOfLines(PLAIN_CHOICES) };
/** Of the processor's own time, some eight times what is needed; the clock's would also count what a busy machine does beside it. */
const MOST_MICROSECONDS = 10_000_000;
const sentences = messageFile('problem', 'vi');

function expectSound({ questionnaire, mistakes, notes }: XlsFormReading): void {
  expect(questionnaire === undefined).toBe(mistakes.length > 0);
  if (questionnaire) expect(checkQuestionnaire(questionnaire)).toEqual([]);
  for (const { place, code, parameters } of [...mistakes, ...notes]) {
    expect(place).toMatch(/^(survey|choices|settings|questionnaire|rates)(![A-Z]+\d+)?$/);
    const sentence = sentences.get(`problem_${code.replaceAll('-', '_')}`)!;
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining([...placeholders(sentence)]));
  }
}

const WORDS = [
  ...[
    'type',
    'name',
    'label',
    'label::vi',
    'label::English',
    'relevant',
    'choice_filter',
    'list_name',
    'scale',
    'hide_group',
    'section_kind'
  ],
  ...[
    'begin_group',
    'end_group',
    'note',
    'text',
    'select_one a',
    'select_one q',
    'select_multiple a',
    'integer',
    'stem',
    'comment',
    'form'
  ],
  ...[
    'a',
    'b',
    'q',
    '1',
    '2',
    '3',
    'na',
    'factor',
    'overall',
    'profile',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'Câu hỏi',
    'Đ',
    '🙂'
  ],
  ...[
    "${q} = 'a'",
    "not(${q} = '1')",
    "selected(${a}, 'b') or ${a} = '1'",
    "not(hide_group = '1' and ${q} = 'a')",
    'a = ${q}',
    '${constructor} = 1'
  ],
  ...[
    'languages',
    'minutes',
    'title::en',
    'form_id',
    'form_title',
    'code',
    'item',
    'values',
    'leave_out',
    'alarm_above',
    'vi en',
    '0.5',
    'yes',
    ''
  ]
];
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }
);
const sheet = fc.record({
  header: fc.array(cell, { maxLength: 9 }),
  rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 })
});

test('random sheets', () => {
  fc.assert(
    fc.property(
      fc.record({ survey: sheet, choices: sheet, settings: sheet, questionnaire: sheet, rates: sheet }, { requiredKeys: [] }),
      (sheets) => expectSound(readXlsForm(sheets))
    ),
    { numRuns: 1000 }
  );
});

test.each<[string, Partial<XlsFormSheets>]>([
  ['the exported sipas-2017', EXPORTED],
  ['a form made by hand', PLAIN]
])('%s with random cells changed', (_, sheets) => {
  const edit = fc.record({ sheet: fc.constantFrom(...XLSFORM_SHEETS), row: fc.nat(), column: fc.nat(), text: cell });
  const changed = ({ header, rows }: TextSheet, row: number, column: number, text: string): TextSheet => {
    const cells = [header, ...rows].map((own, i) =>
      i === row % (rows.length + 1) ? own.map((old, j) => (j === column % own.length ? text : old)) : own
    );
    return { header: cells[0]!, rows: cells.slice(1) };
  };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const result: Partial<Record<keyof XlsFormSheets, TextSheet>> = { ...sheets };
      for (const { sheet: name, row, column, text } of edits) if (result[name]) result[name] = changed(result[name], row, column, text);
      expectSound(readXlsForm(result));
    }),
    { numRuns: 150 }
  );
});

test('long and nested cells end soon', () => {
  const long = 4000;
  const cells = [
    ...['(', 'not(', '${q1} = ', "'", '${', ' ', 'a.', '((((', 'and ', '1', '-', '‘', '’', 'not(${q1} = 1 or '].map((part) =>
      part.repeat(long / part.length)
    ),
    `${"not(${q1} = '1' or ".repeat(35)}\${q1} = '1'${')'.repeat(35)}`,
    `${'1'.repeat(long - 1)}a`,
    `string-length(${' '.repeat(long)}`
  ];
  const started = process.cpuUsage();
  for (const text of cells) {
    const header = ['type', 'name', 'label', 'relevant', 'choice_filter', 'constraint', text];
    const row = (type: string, name: string) => [type, name, text, text, text, text, text];
    const rows = [...Array.from({ length: 40 }, (_, i) => row('select_one yes_no', `q${i}`)), row('text', text), row(text, 'x')];
    expectSound(readXlsForm({ survey: { header, rows }, choices: sheetOfLines(PLAIN_CHOICES) }));
  }
  expect(process.cpuUsage(started).user).toBeLessThan(MOST_MICROSECONDS);
});

test('a form as large as it may be ends soon', () => {
  const lists = Array.from({ length: 16 }, (_, list) =>
    Array.from({ length: 300 }, (_, i) => [`list${list}`, `v${i}`, `Lựa chọn ${i}`, `v${i}`])
  ).flat();
  const rows = Array.from({ length: 300 }, (_, i) => [
    ...[`select_one list${i % 16}`, `q${i}`, `Câu ${i}`],
    ...(i < 16 ? ['', ''] : [`\${q${i - 16}} = 'v7'`, `area = \${q${i - 16}}`])
  ]);
  const started = process.cpuUsage();
  const reading = readXlsForm({
    survey: { header: ['type', 'name', 'label', 'relevant', 'choice_filter'], rows },
    choices: { header: ['list_name', 'name', 'label', 'area'], rows: lists }
  });
  expect(reading.mistakes).toEqual([]);
  expect(process.cpuUsage(started).user).toBeLessThan(MOST_MICROSECONDS);
});
