import { describe, expect, test } from 'vitest';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import { readXlsForm } from '../../../src/lib/core/questionnaire/xlsform/read-xlsform';
import type { XlsFormSheet } from '../../../src/lib/core/questionnaire/xlsform/sheets';
import { writeXlsForm } from '../../../src/lib/core/questionnaire/xlsform/write-xlsform';
import { mistakesOf, named, PLAIN_CHOICES } from '../../support/plain-xlsform';

const ASKED = 'select_one yes_no|q1|Câu 1|';
/** The mistakes of a second question under this condition. */
const conditioned = (relevant: string) => mistakesOf([ASKED, `select_one yes_no|q2|Câu 2|${relevant}`]);

describe('conditions', () => {
  test.each([
    '${q1} > 1',
    '${q1} + 1 = 2',
    "${q1} = 'yes' or ${q0} = 'yes'",
    "${q1} = 'yes' or not(${q1} = 'no')",
    "not(${q1} = 'yes' and ${q1} = 'no')",
    'count-selected(${q1}) = 1',
    "jr:choice-name(${q1}, '${q1}') = 'a'",
    "${q1} = 'yes",
    "${q1} = 'yes')",
    "(${q1} = 'yes'",
    "${q1} 'yes'",
    "q1 = 'yes'",
    '${q1} = ${q1}',
    'true()',
    'or',
    'and and and',
    '${}',
    '('.repeat(3000)
  ])('%s cannot be held', (relevant) => {
    expect(conditioned(relevant)).toEqual(['survey!D3 xlsform-condition']);
  });

  test.each([
    ["${q1} = 'yes'", [{ item: 'q1', values: ['yes'] }]],
    ['"no"=${q1}', [{ item: 'q1', values: ['no'] }]],
    ["${q1} != 'yes'", [{ item: 'q1', values: ['yes'], unless: true }]],
    ["not(${q1} != 'yes')", [{ item: 'q1', values: ['yes'] }]],
    ["selected(${q1}, 'yes') or ${q1} = 'no'", [{ item: 'q1', values: ['yes', 'no'] }]],
    ["not(${q1} = 'yes' or (${q1} = 'no'))", [{ item: 'q1', values: ['yes', 'no'], unless: true }]],
    [
      "NOT(${q1} = 'yes') AND ((${q1} = 'no'))",
      [
        { item: 'q1', values: ['yes'], unless: true },
        { item: 'q1', values: ['no'] }
      ]
    ]
  ])('%s is held', (relevant, conditions) => {
    const { questionnaire } = readXlsForm({
      survey: { header: ['type', 'name', 'label', 'relevant'], rows: [ASKED.split('|'), ['select_one yes_no', 'q2', 'Câu 2', relevant]] },
      choices: {
        header: ['list_name', 'name', 'label'],
        rows: [
          ['yes_no', 'yes', 'Có'],
          ['yes_no', 'no', 'Không']
        ]
      }
    });
    expect(questionnaire?.sections[0]?.items[1]?.showWhen).toEqual(conditions);
  });

  test('neither of two answers is two conditions', () => {
    const { questionnaire } = readXlsForm({
      survey: {
        header: ['type', 'name', 'label', 'relevant'],
        rows: [
          ASKED.split('|'),
          ['select_one yes_no', 'q2', 'Câu 2'],
          ['select_one yes_no', 'q3', 'Câu 3', "not(${q1} = 'yes' or ${q2} = 'no')"]
        ]
      },
      choices: {
        header: ['list_name', 'name', 'label'],
        rows: [
          ['yes_no', 'yes', 'Có'],
          ['yes_no', 'no', 'Không']
        ]
      }
    });
    expect(questionnaire?.sections[0]?.items[2]?.showWhen).toEqual([
      { item: 'q1', values: ['yes'], unless: true },
      { item: 'q2', values: ['no'], unless: true }
    ]);
  });

  test('look back only, at answers that there are', () => {
    expect(conditioned("${q2} = 'yes'")).toEqual(['survey!D3 xlsform-condition-item']);
    expect(conditioned("${q9} = 'yes'")).toEqual(['survey!D3 xlsform-condition-item']);
    expect(conditioned("${q1} = 'maybe'")).toEqual(['survey!D3 xlsform-condition-value']);
  });

  test('stand at questions and groups only', () => {
    expect(mistakesOf([ASKED, "text|t|Ý kiến|${q1} = 'yes'"])).toEqual(['survey!D3 xlsform-condition-here']);
    expect(mistakesOf(["note|n|Lời dẫn|${q1} = 'yes'", ASKED])).toEqual(['survey!D2 xlsform-condition-here']);
  });

  test('the sentence says what is possible', () => {
    const sheets = {
      survey: { header: ['type', 'name', 'label', 'relevant'], rows: [ASKED.split('|'), ['select_one yes_no', 'q2', 'Câu 2', '1 + 1']] }
    };
    expect(readXlsForm(sheets).mistakes.find(({ code }) => code === 'xlsform-condition')?.parameters).toEqual({
      value: '1 + 1',
      example: "${q1} = 'a' or ${q1} = 'b'",
      cell: 'survey!D3'
    });
  });
});

describe('filters', () => {
  const HEADER = 'type|name|label|choice_filter';
  const filtered = (filter: string, choices = PLAIN_CHOICES) => mistakesOf([ASKED, `select_one ways|q2|Câu 2|${filter}`], HEADER, choices);

  test.each(["region = 'x'", "${q1} = 'yes'", 'not(region = "x")', 'position(..) < 3', 'a = ${q1} or b = ${q1}'])(
    '%s cannot be held',
    (filter) => {
      expect(filtered(filter)).toEqual(['survey!D3 xlsform-choice-filter']);
    }
  );

  test('need their column filled, and hide an option under one condition', () => {
    const choices = [...PLAIN_CHOICES.map((line, i) => `${line}|${i === 0 ? 'area' : /phone/.test(line) ? 'yes' : ''}`)];
    expect(filtered('area = ${q1}', choices)).toEqual(['choices!D12 cell-empty']);
    expect(filtered("not(area = 'yes' and ${q1} = 'yes') and not(area = 'yes' and ${q1} = 'no')", choices)).toEqual([
      'survey!D3 xlsform-choice-filter-two'
    ]);
    expect(mistakesOf([ASKED, 'select_one level|q2|Câu 2|area = ${q1}'], HEADER)).toEqual(['survey!D3 xlsform-choice-filter-scale']);
  });
});

describe('rows', () => {
  test.each([
    'integer',
    'decimal',
    'date',
    'calculate',
    'geopoint',
    'begin_repeat',
    'begin repeat',
    'end_repeat',
    'rank a',
    'select_one',
    'select_one_from_file a.csv',
    'select_one yes_no or_other',
    'xyz'
  ])('the type %s is refused', (type) => {
    expect(mistakesOf([ASKED, `${type}|x|Y|`])).toEqual(['survey!A3 xlsform-type']);
  });

  test('a second open text', () => {
    expect(mistakesOf([ASKED, 'text|name|Họ tên|', 'text|opinion|Ý kiến|'])).toEqual(['survey!A3 xlsform-text']);
    expect(mistakesOf(['text|Comment|Ý kiến|', ASKED, 'text|name|Họ tên|'])).toEqual(['survey!A4 xlsform-text']);
  });

  test('groups that do not close, and ends without a beginning', () => {
    expect(mistakesOf(['begin_group|g|Nhóm|', ASKED])).toEqual(['survey!A2 xlsform-group-open']);
    expect(mistakesOf([ASKED, 'end_group|||'])).toEqual(['survey!A3 xlsform-group-end']);
  });

  test('what is empty, stands twice or is not there', () => {
    expect(mistakesOf(['select_one yes_no||Câu|'])).toEqual(['survey!B2 cell-empty']);
    expect(mistakesOf(['|q|Câu|', ASKED])).toEqual(['survey!A2 cell-empty']);
    expect(mistakesOf(['select_one yes_no|q|'])).toEqual(['survey!C2 cell-empty']);
    expect(mistakesOf([ASKED, ASKED])).toEqual(['survey!B3 cell-repeated']);
    expect(mistakesOf(['select_one nothing|q|Câu|'])).toEqual(['survey!A2 xlsform-list-unknown']);
    expect(mistakesOf([ASKED], 'type|name|label|type')).toEqual(['survey!D1 cell-repeated']);
    expect(mistakesOf([], 'type|label')).toEqual(['survey!A1 xlsform-column-missing']);
    expect(mistakesOf([ASKED], undefined, ['list|value|label'])).toEqual(['choices!A1 xlsform-column-missing']);
    expect(mistakesOf(['note|n|Lời dẫn|'])).toEqual(['survey xlsform-empty']);
  });

  test('too many of them', () => {
    const rows = Array.from({ length: 301 }, (_, i) => `select_one yes_no|q${i}|Câu|`);
    expect(mistakesOf(rows)).toEqual(['survey!A302 xlsform-questions']);
    const choices = [PLAIN_CHOICES[0]!, ...Array.from({ length: 301 }, (_, i) => `yes_no|v${i}|Có`)];
    expect(mistakesOf([ASKED], undefined, choices)).toEqual(['choices!B302 xlsform-list-long']);
  });
});

test('choices without list, name or label, twice, or alone', () => {
  const choices = ['list_name|name|label', 'yes_no|yes|Có', 'yes_no|yes|Có', '|no|Không', 'yes_no||Không', 'yes_no|no|'];
  expect(mistakesOf([ASKED], undefined, choices)).toEqual([
    ...['choices!A4 cell-empty', 'choices!B3 cell-repeated', 'choices!B5 cell-empty', 'choices!C6 cell-empty'],
    'survey!A2 xlsform-list-short'
  ]);
});

describe('what only this project writes', () => {
  /** The mistakes of the short form with one cell changed. */
  function changed(sheet: XlsFormSheet, name: string, column: string, text: string): readonly string[] {
    const sheets = writeXlsForm(SIPAS_SHORT);
    const { header, rows } = sheets[sheet];
    const key = { survey: 1, choices: 1, settings: 1, questionnaire: 0, rates: 0 }[sheet];
    const edited = rows.map((cells) => (cells[key] === name ? header.map((title, i) => (title === column ? text : cells[i]!)) : cells));
    expect(edited).not.toEqual(rows);
    return named(readXlsForm({ ...sheets, [sheet]: { header, rows: edited } }).mistakes);
  }

  test.each<[XlsFormSheet, string, string, string, string]>([
    ['survey', 'officer', 'section_kind', 'section', 'survey!L3 xlsform-word'],
    ['survey', 'experience', 'section_kind', 'overall', 'survey!L21 xlsform-kind-rated'],
    ['survey', 'officer_1', 'source', 'me', 'survey!P5 xlsform-word'],
    ['choices', '4', 'name', '6', 'choices!B2 xlsform-scale-levels'],
    ['choices', '3', 'scale', 'other', 'choices!E4 cell-differs'],
    ['questionnaire', 'vi en', 'minutes', 'five', 'questionnaire!B2 xlsform-count'],
    ['questionnaire', 'vi en', 'languages', 'vi klingon', 'questionnaire!A2 cell-value'],
    ['rates', 'late', 'item', 'never', 'rates!B2 xlsform-rate-item'],
    ['rates', 'late', 'values', 'never', 'rates!C2 xlsform-condition-value'],
    ['rates', 'late', 'values', '', 'rates!C2 cell-empty'],
    ['rates', 'late', 'leave_out', 'late', 'rates!D2 xlsform-rate-both'],
    ['rates', 'late', 'alarm_above', '5', 'rates!G2 xlsform-share'],
    ['rates', 'late', 'alarm_count', 'yes', 'rates!H2 xlsform-rate-alarms'],
    ['rates', 'late', 'alarm_count', 'one', 'rates!H2 xlsform-word'],
    ['rates', 'late', 'code', 'extra_payment', 'rates!A3 cell-repeated'],
    ['rates', 'late', 'code', 'Late', 'rates!A2 cell-value']
  ])('%s: %s with %s "%s"', (sheet, name, column, text, expected) => {
    expect(changed(sheet, name, column, text)[0]).toBe(expected);
  });
});
