import { describe, expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf, requiredItemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { readXlsForm } from '../../../src/lib/core/questionnaire/xlsform/read-xlsform';
import type { TextSheet } from '../../../src/lib/core/questionnaire/xlsform/sheets';
import { writeXlsForm } from '../../../src/lib/core/questionnaire/xlsform/write-xlsform';
import { named, PLAIN_CHOICES, PLAIN_SURVEY, plainForm, sheetOfLines } from '../../support/plain-xlsform';

function taken(sheets: Parameters<typeof readXlsForm>[0]): Questionnaire {
  const { questionnaire, mistakes } = readXlsForm(sheets);
  expect(mistakes).toEqual([]);
  expect(checkQuestionnaire(questionnaire!)).toEqual([]);
  return questionnaire!;
}

describe('an XLSForm made by hand', () => {
  const reading = readXlsForm(plainForm());

  test('becomes a questionnaire', () => {
    expect(taken(plainForm())).toEqual({
      code: 'phieu-phuong',
      title: { vi: 'Phiếu của phường' },
      stem: { vi: 'Xin Ông/Bà trả lời từng câu sau.' },
      languages: ['vi'],
      minutes: 1,
      scales: [
        {
          code: 'level',
          levels: [
            { level: 1, label: { vi: 'Kém' } },
            { level: 2, label: { vi: 'Trung bình' } },
            { level: 3, label: { vi: 'Tốt' } }
          ]
        }
      ],
      sections: [
        {
          kind: 'factor',
          code: 'service',
          name: { vi: 'Về sự phục vụ' },
          shortName: { vi: 'Về sự phục vụ' },
          intro: { vi: 'Xin cảm ơn Ông/Bà đã trả lời' },
          items: [
            { kind: 'level', code: 'polite', text: { vi: 'Công chức lịch sự' }, source: 'project', scale: 'level' },
            {
              ...{ kind: 'level', code: 'fee', text: { vi: 'Mức phí đúng quy định' }, source: 'project', scale: 'level' },
              notApplicable: { vi: 'Không phải nộp' }
            }
          ]
        },
        {
          kind: 'experience',
          code: 'what_happened',
          name: { vi: 'Việc đã gặp' },
          shortName: { vi: 'Việc đã gặp' },
          items: [
            {
              ...{ kind: 'choice', code: 'late', text: { vi: 'Có bị trễ hẹn không?' }, source: 'project' },
              options: [
                { value: 'yes', label: { vi: 'Có' } },
                { value: 'no', label: { vi: 'Không' } }
              ]
            },
            {
              ...{ kind: 'choices', code: 'told', text: { vi: 'Được báo trước bằng cách nào?' }, source: 'project' },
              showWhen: [{ item: 'late', values: ['yes'] }],
              conditionHint: { vi: 'Chỉ trả lời nếu ở câu "Có bị trễ hẹn không?" đã chọn "Có".' },
              options: [
                { value: 'phone', label: { vi: 'Điện thoại' } },
                { value: 'sms', label: { vi: 'Tin nhắn' } }
              ]
            }
          ]
        }
      ],
      rates: [],
      comment: {
        text: { vi: 'Ông/Bà muốn góp ý gì?' },
        hint: { vi: 'Xin không ghi họ tên, số điện thoại, số căn cước hay mã hồ sơ.' },
        maxLength: 5000
      }
    });
  });

  test('says what was assumed, each once, with how often', () => {
    expect(named(reading.notes).sort()).toEqual(
      [
        'choices!B2 xlsform-default-scale',
        'choices!B5 xlsform-default-scale',
        'questionnaire xlsform-default-minutes',
        'survey xlsform-default-stem',
        'survey!A12 xlsform-default-comment-length',
        'survey!A12 xlsform-default-comment-hint',
        'survey!B2 xlsform-default-factor',
        'survey!B2 xlsform-default-short-name',
        'survey!B4 xlsform-default-source',
        'survey!B8 xlsform-default-experience',
        'survey!D10 xlsform-default-hint'
      ].sort()
    );
    const times = (code: string) => reading.notes.find((one) => one.code === code)?.parameters['count'];
    expect([times('xlsform-default-source'), times('xlsform-default-short-name')]).toEqual([4, 2]);
  });
});

describe('what people write', () => {
  const header = (title: string) => plainForm({ survey: [PLAIN_SURVEY[0]!.replace('label', title), ...PLAIN_SURVEY.slice(1)] });

  test.each(['label', 'Label', ' label::vi ', 'label::Vietnamese (vi)', 'label :: Tiếng Việt', 'label:vietnamese', 'caption'])(
    'a column %s is the Vietnamese text',
    (title) => {
      expect(taken(header(title))).toEqual(taken(plainForm()));
    }
  );

  test('a text in another language only stands in for the Vietnamese one', () => {
    const { questionnaire, notes } = readXlsForm(header('label::English'));
    expect(questionnaire?.languages).toEqual(['vi', 'en']);
    expect(questionnaire?.sections[0]?.name).toEqual({ vi: 'Về sự phục vụ', en: 'Về sự phục vụ' });
    expect(notes).toContainEqual({
      ...{ place: 'survey!C2', code: 'xlsform-text-copied' },
      parameters: { language: 'Tiếng Việt (vi)', from: 'English (en)', cell: 'survey!C2', count: 8 }
    });
  });

  test('a column that says Vietnamese counts before one that says nothing, and stands in for others', () => {
    const header = ['type', 'name', 'label', 'label::English (en)', 'label::Vietnamese', 'label::Hmong'];
    const rows = [
      ['select_one yes_no', 'q1', 'Bỏ', 'One', 'Câu một', ''],
      ['select_one yes_no', 'q2', 'Bỏ', '', 'Câu hai', 'Lo 2']
    ];
    const sheets = { ...plainForm(), survey: { header, rows } };
    const questionnaire = taken(sheets);
    expect(named(readXlsForm(sheets).notes)).toContain('survey!C1 xlsform-column-left-out');
    expect(questionnaire.languages).toEqual(['en', 'vi', 'hmn']);
    expect(itemsOf(questionnaire).map(({ text }) => text)).toEqual([
      { vi: 'Câu một', en: 'One', hmn: 'Câu một' },
      { vi: 'Câu hai', en: 'Câu hai', hmn: 'Lo 2' }
    ]);
  });

  test('a column in a language that is not known is left out and named', () => {
    const survey = PLAIN_SURVEY.map((line, i) => (line === '' ? '' : `${line}|${i === 0 ? 'label::Klingon' : 'qo'}`));
    const { questionnaire, notes } = readXlsForm(plainForm({ survey }));
    expect(questionnaire).toEqual(taken(plainForm()));
    expect(named(notes)).toContain('survey!E1 xlsform-language-unknown');
  });

  test('types, quotes, blanks and capitals of every kind', () => {
    const survey = [
      ' Type |NAME|Label| Relevance ',
      'BEGIN  GROUP|service| Về sự phục vụ|',
      'note|welcome|Xin cảm ơn Ông/Bà đã trả lời|',
      'select one level|polite|Công chức lịch sự |',
      'select one from level_na|fee|Mức phí đúng quy định|',
      'End Group|||',
      '',
      'begin_group|what_happened|Việc đã gặp|',
      'select1 yes_no|late|Có bị trễ hẹn không?|',
      'select all that apply from ways|told|Được báo trước bằng cách nào?|( ${ late }=‘yes’ )',
      'end_group|||',
      'text|comment|Ông/Bà muốn góp ý gì?|'
    ];
    expect(taken(plainForm({ survey }))).toEqual(taken(plainForm()));
  });

  test('columns that a questionnaire has no place for are left out and named, with the first cell', () => {
    const survey = PLAIN_SURVEY.map((line, i) => {
      const [cell] = i === 0 ? ['calculation|media::image::English'] : i === 3 ? ['1|a.png'] : ['|'];
      return line === '' ? '' : `${line}|${cell}`;
    });
    const { questionnaire, notes } = readXlsForm(plainForm({ survey }));
    expect(questionnaire).toEqual(taken(plainForm()));
    expect(named(notes)).toEqual(expect.arrayContaining(['survey!E4 xlsform-column-left-out', 'survey!F4 xlsform-column-left-out']));
  });

  test('what must be answered is marked, but never of who answers', () => {
    const marks: Readonly<Record<number, string>> = { 0: 'required|section_kind', 3: 'yes|', 7: '|profile', 8: 'true()|' };
    const { questionnaire, notes } = readXlsForm(
      plainForm({ survey: PLAIN_SURVEY.map((line, i) => (line === '' ? '' : `${line}|${marks[i] ?? 'no|'}`)) })
    );
    expect(requiredItemsOf(questionnaire!)).toEqual(['polite']);
    expect(named(notes)).toContain('survey!E9 xlsform-required');
  });

  test('names that are no codes are changed, in conditions too', () => {
    const rename = (line: string) => line.replaceAll('late', 'Trễ-hẹn').replaceAll('|yes|', '|Có rồi|').replaceAll('"yes"', "'Có rồi'");
    const { questionnaire, notes } = readXlsForm(
      plainForm({
        survey: PLAIN_SURVEY.map(rename),
        choices: PLAIN_CHOICES.map(rename),
        settings: ['form_title|form_id', 'Phiếu|2025_Phiếu A']
      })
    );
    expect(questionnaire?.code).toBe('phieu-2025-phieu-a');
    expect(itemsOf(questionnaire!).map(({ code }) => code)).toEqual(['polite', 'fee', 'tre_hen', 'told']);
    expect(itemsOf(questionnaire!)[3]?.showWhen).toEqual([{ item: 'tre_hen', values: ['co_roi'] }]);
    expect(named(notes)).toEqual(
      expect.arrayContaining(['survey!B9 xlsform-renamed', 'choices!B9 xlsform-renamed', 'settings!B2 xlsform-renamed'])
    );
  });

  test('questions outside groups, groups in groups and their conditions', () => {
    const survey = [
      'type|name|label|relevant',
      'select_one yes_no|comment|Đã đến chưa?|',
      'begin group|outer|Phần lớn|${comment} = "yes"',
      'select_one yes_no|q1|Câu 1|',
      'begin group|inner|Phần nhỏ|${q1} != "no"',
      'select_one yes_no|q2|Câu 2|',
      'end group|||',
      'note|n|Giữa chừng|',
      'end group|||',
      'start|start||',
      'begin_group|empty|Nhóm trống|',
      'end_group|||'
    ];
    const { questionnaire, notes } = readXlsForm(plainForm({ survey }));
    expect(questionnaire?.sections.map(({ code, name, items }) => [code, name.vi, items.map((item) => item.code)])).toEqual([
      ['part_1', 'Phần 1', ['comment_2']],
      ['outer', 'Phần lớn', ['q1', 'q2']]
    ]);
    expect(itemsOf(questionnaire!).map(({ showWhen }) => showWhen)).toEqual([
      undefined,
      [{ item: 'comment_2', values: ['yes'] }],
      [
        { item: 'comment_2', values: ['yes'] },
        { item: 'q1', values: ['no'], unless: true }
      ]
    ]);
    expect(named(notes)).toEqual(
      expect.arrayContaining([
        ...['survey!A2 xlsform-default-section', 'survey!D3 xlsform-group-condition', 'survey!A5 xlsform-group-inside'],
        ...['survey!C8 xlsform-note-left-out', 'survey!A10 xlsform-unseen', 'survey!A11 xlsform-group-empty']
      ])
    );
  });

  test('an open text before questions moves to the end', () => {
    const survey = ['type|name|label', 'text|opinion|Ý kiến', 'select_one yes_no|q1|Câu 1'];
    const { questionnaire, notes } = readXlsForm(plainForm({ survey }));
    expect(questionnaire?.comment?.text).toEqual({ vi: 'Ý kiến' });
    expect(named(notes)).toContain('survey!A2 xlsform-comment-moved');
    expect(named(readXlsForm(plainForm()).notes).filter((one) => one.includes('moved'))).toEqual([]);
  });

  test('numbers 1 and 2 alone are choices, no scale', () => {
    const choices = PLAIN_CHOICES.filter((line) => !/\|3\|/.test(line));
    const items = itemsOf(taken(plainForm({ choices })));
    expect(items.map(({ kind }) => kind)).toEqual(['choice', 'choice', 'choice', 'choices']);
  });

  test('a cascading list: its column equals an earlier answer', () => {
    const survey = ['type|name|label|choice_filter', 'select_one area|area|Khu vực|', 'select_one ward|ward|Xã, phường|area=${area}'];
    const choices = ['list_name|name|label|area', 'area|a|A|', 'area|b|B|', 'ward|x|X|a', 'ward|y|Y|b', 'ward|z|Z|b'];
    const { questionnaire, notes } = readXlsForm(plainForm({ survey, choices }));
    const ward = itemsOf(questionnaire!)[1]!;
    expect(ward.kind !== 'level' && ward.options.map(({ hideWhen }) => hideWhen)).toEqual([
      { item: 'area', values: ['a'], unless: true },
      { item: 'area', values: ['b'], unless: true },
      { item: 'area', values: ['b'], unless: true }
    ]);
    expect(named(notes).filter((one) => one.startsWith('choices'))).toEqual([]);
    const several = readXlsForm(
      plainForm({
        survey: survey.map((line) => line.replace('area=${area}', 'selected(area, ${area})')),
        choices: choices.map((line) => line.replace('X|a', 'X|a b'))
      })
    );
    const wide = itemsOf(several.questionnaire!)[1]!;
    expect(wide.kind !== 'level' && wide.options[0]?.hideWhen).toEqual({ item: 'area', values: ['a', 'b'], unless: true });
  });
});

describe('the exported sipas-2017, changed by a person', () => {
  const sheets = writeXlsForm(SIPAS_2017);
  const change = (sheet: TextSheet, edit: (row: Record<string, string>) => void): TextSheet => ({
    header: sheet.header,
    rows: sheet.rows.map((cells) => {
      const row = Object.fromEntries(sheet.header.map((column, i) => [column, cells[i]!]));
      edit(row);
      return sheet.header.map((column) => row[column]!);
    })
  });

  test('takes a new wording, and nothing else changes', () => {
    const survey = change(sheets.survey, (row) => {
      if (row['name'] === 'access_1') row['label::Tiếng Việt (vi)'] = 'Chỗ ngồi chờ đủ.';
    });
    const [access, ...rest] = SIPAS_2017.sections;
    const [first, ...others] = access!.items;
    const reworded = { ...first, text: { ...first!.text, vi: 'Chỗ ngồi chờ đủ.' } };
    expect(taken({ ...sheets, survey })).toEqual({ ...SIPAS_2017, sections: [{ ...access, items: [reworded, ...others] }, ...rest] });
  });

  test('takes a new row without the further columns, with notes', () => {
    const row = sheets.survey.header.map(
      (column) =>
        ({ type: 'select_one satisfaction-5', name: 'access_5' })[column] ?? (column === 'label::Tiếng Việt (vi)' ? 'Có nước uống.' : '')
    );
    const rows = [...sheets.survey.rows.slice(0, 7), row, ...sheets.survey.rows.slice(7)];
    const { questionnaire, notes } = readXlsForm({ ...sheets, survey: { header: sheets.survey.header, rows } });
    expect(questionnaire?.sections[0]?.items.at(-1)).toEqual({
      ...{ kind: 'level', code: 'access_5', source: 'project', scale: 'satisfaction-5' },
      text: { vi: 'Có nước uống.', en: 'Có nước uống.' }
    });
    expect(named(notes)).toEqual(['survey!D9 xlsform-text-copied', 'survey!B9 xlsform-default-source']);
  });

  test('a level worded differently in two lists of the same scale is named', () => {
    const choices = change(sheets.choices, (row) => {
      if (row['list_name'] === 'satisfaction-5_na' && row['name'] === '4') row['label::English (en)'] = 'Fine';
    });
    const { questionnaire, mistakes } = readXlsForm({ ...sheets, choices });
    expect(questionnaire).toBeUndefined();
    expect(mistakes).toEqual([
      {
        ...{ place: 'choices!C8', code: 'xlsform-scale-label' },
        parameters: { scale: 'satisfaction-5', level: '4', first: 'choices!C3', cell: 'choices!C8' }
      }
    ]);
  });

  test('without the sheets of its own it is still the same form', () => {
    const { questionnaire } = readXlsForm({ survey: sheets.survey, choices: sheets.choices, settings: sheets.settings });
    expect(questionnaire).toEqual({
      ...SIPAS_2017,
      ...{ title: { vi: SIPAS_2017.title.vi, en: SIPAS_2017.title.vi }, rates: [], minutes: 5 }
    });
  });

  test('what is off is left out', () => {
    const survey = {
      header: [...sheets.survey.header, 'disabled'],
      rows: sheets.survey.rows.map((row) => [...row, row[1] === 'access_2' ? 'yes' : ''])
    };
    expect(taken({ ...sheets, survey }).sections[0]?.items.map(({ code }) => code)).toEqual(['access_1', 'access_3', 'access_4']);
  });
});

test('a sheet by itself, empty sheets and odd ones make mistakes, never an exception', () => {
  expect(named(readXlsForm({}).mistakes)).toEqual(['survey xlsform-sheet-missing']);
  expect(named(readXlsForm({ survey: { header: [], rows: [] } }).mistakes)).toEqual([
    ...['survey!A1 xlsform-column-missing', 'survey!A1 xlsform-column-missing', 'survey!A1 xlsform-column-missing']
  ]);
  expect(named(readXlsForm({ survey: sheetOfLines(['type|name|label']) }).mistakes)).toEqual(['survey xlsform-empty']);
});
