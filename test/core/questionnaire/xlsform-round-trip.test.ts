import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { questionnaireShape } from '../../../src/lib/core/questionnaire/questionnaire-shape';
import { readXlsForm } from '../../../src/lib/core/questionnaire/xlsform/read-xlsform';
import { writeXlsForm } from '../../../src/lib/core/questionnaire/xlsform/write-xlsform';
import { randomQuestionnaire } from '../../support/random-questionnaire';
import { xlsFormFaults } from '../../support/xlsform-rules';

const shipped = SHIPPED_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const);
/** Words of anything, and words that look like the language of expressions and headers. */
const TEXTS = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('=1+1', "'=1", '${q}', 'label::en', 'na', '1', 'select_one a', 'Có "hay" không', 'a\nb', "not('x')")
);

describe.each(shipped)('%s', (_, questionnaire) => {
  const sheets = writeXlsForm(questionnaire, '3');

  test('comes back as it was, with nothing to note', () => {
    expect(readXlsForm(sheets)).toEqual({ questionnaire, mistakes: [], notes: [] });
    expect(questionnaireShape(readXlsForm(sheets).questionnaire!)).toBe(questionnaireShape(questionnaire));
  });

  test('keeps the rules of XLSForm', () => {
    expect(xlsFormFaults(sheets)).toEqual([]);
  });
});

test('random questionnaires come back as they were, and keep the rules of XLSForm', () => {
  fc.assert(
    fc.property(randomQuestionnaire(TEXTS), (questionnaire) => {
      expect(checkQuestionnaire(questionnaire)).toEqual([]);
      const sheets = writeXlsForm(questionnaire);
      expect(readXlsForm(sheets)).toEqual({ questionnaire, mistakes: [], notes: [] });
      expect(questionnaireShape(readXlsForm(sheets).questionnaire!)).toBe(questionnaireShape(questionnaire));
      expect(xlsFormFaults(sheets)).toEqual([]);
    }),
    { numRuns: 150 }
  );
});

test('texts in a language that is not offered come back too', () => {
  const questionnaire = { ...SIPAS_2017, languages: ['vi'], stem: { vi: 'Câu dẫn', fr: 'Consigne' } };
  expect(readXlsForm(writeXlsForm(questionnaire)).questionnaire).toEqual(questionnaire);
});

describe('the sheets of sipas-2017', () => {
  const { survey, choices, settings } = writeXlsForm(SIPAS_2017, '7');
  const row = (name: string, { header, rows }: typeof survey = survey) => {
    const found = rows.find((cells) => cells[1] === name)!;
    return Object.fromEntries(header.map((column, i) => [column, found[i]]).filter(([, text]) => text !== ''));
  };

  test('say skips in the language of XLSForm', () => {
    expect(row('trip_count')['relevant']).toBe("not(${submit_channel} = 'online')");
    expect(row('late_notice')['relevant']).toBe("${on_time} = 'late' or ${on_time} = 'overdue'");
    expect(row('on_time')['choice_filter']).toBe(
      "not(hide_group = 'h1' and ${has_result} = 'no') and not(hide_group = 'h2' and ${has_result} = 'yes')"
    );
    expect(row('info_channel')['type']).toBe('select_multiple info_channel');
  });

  test('print a scale from the best level down, with a list for each label of "does not apply"', () => {
    const list = (name: string) => choices.rows.filter((cells) => cells[0] === name).map((cells) => cells.slice(1, 3).join(' '));
    expect(list('satisfaction-5')).toEqual(['5 Rất hài lòng', '4 Hài lòng', '3 Bình thường', '2 Không hài lòng', '1 Rất không hài lòng']);
    expect(row('procedure_4')['type']).toBe('select_one satisfaction-5_na_2');
    expect(list('satisfaction-5_na_2').at(-1)).toBe('na Không áp dụng: không phải nộp phí');
  });

  test('have one group a section, its intro inside, and the stem before all', () => {
    expect(survey.rows.slice(0, 4).map((cells) => cells.slice(0, 2).join(' '))).toEqual([
      'note stem',
      'begin_group access',
      'note access_intro',
      'select_one satisfaction-5 access_1'
    ]);
    expect(row('comment')).toMatchObject({ type: 'text', constraint: 'string-length(.) <= 5000', appearance: 'multiline' });
  });

  test('name the form, its version and its language', () => {
    expect(settings).toEqual({
      header: ['form_title', 'form_id', 'version', 'default_language'],
      rows: [[SIPAS_2017.title.vi, 'sipas-2017', '7', 'Tiếng Việt (vi)']]
    });
  });
});

test('an item whose name other tools keep for themselves has another one in the file, in conditions too', () => {
  const [first, ...sections] = SIPAS_2017.sections;
  const rename = (text: string) => text.replaceAll('"has_result"', '"meta"');
  const questionnaire = { ...SIPAS_2017, sections: [first!, ...(JSON.parse(rename(JSON.stringify(sections))) as typeof sections)] };
  const sheets = writeXlsForm(questionnaire);
  expect(sheets.survey.rows.map((cells) => cells[1])).not.toContain('meta');
  expect(JSON.stringify(sheets.survey)).toContain("${meta_2} = 'no'");
  expect(readXlsForm(sheets)).toEqual({ questionnaire, mistakes: [], notes: [] });
});
