import ExcelJS from 'exceljs';
import type { Workbook } from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/lib/core/problem';
import { SHIPPED_QUESTIONNAIRES } from '../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import { questionnaireToXlsx } from '../../src/lib/server/export/xlsform-xlsx';
import { readXlsFormFile } from '../../src/lib/server/read-xlsform';
import { randomQuestionnaire } from '../support/random-questionnaire';

const FILE = 'phieu.xlsx';

async function open(bytes: Uint8Array): Promise<Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook;
}

async function change(bytes: Uint8Array, edit: (workbook: Workbook) => void): Promise<Uint8Array> {
  const workbook = await open(bytes);
  edit(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function problemOf(bytes: Uint8Array): Promise<Problem> {
  const outcome: unknown = await readXlsFormFile(bytes, FILE).catch((failure: unknown) => failure);
  if (!(outcome instanceof Problem)) throw new Error(`no Problem but ${JSON.stringify(outcome)}`);
  return outcome;
}

const detailsOf = async (bytes: Uint8Array) => (await problemOf(bytes)).details.map(({ place, code }) => `${place} ${code}`);

test.each(SHIPPED_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const))(
  '%s comes back as it was',
  async (_, questionnaire) => {
    expect(await readXlsFormFile(await questionnaireToXlsx(questionnaire, 1), FILE)).toEqual({ questionnaire, notes: [] });
  }
);

test('random questionnaires come back as they were, whatever their texts look like', async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '=1+1',
      "'=1",
      '+84',
      '-1',
      '@a',
      '_x000D_',
      '_x005F_',
      '1',
      '1.10',
      'TRUE',
      'a\r\nb',
      'a\nb',
      'a\tb',
      '<b>&amp;',
      '#N/A',
      '5/6',
      '0123'
    )
  );
  await fc.assert(
    fc.asyncProperty(randomQuestionnaire(texts), async (questionnaire) => {
      expect(await readXlsFormFile(await questionnaireToXlsx(questionnaire, 1), FILE)).toEqual({ questionnaire, notes: [] });
    }),
    { numRuns: 25 }
  );
});

describe('the workbook', async () => {
  const workbook = await open(await questionnaireToXlsx({ ...SIPAS_SHORT, title: { vi: '=HYPERLINK("x")', en: '+1' } }, 4));

  test('has the sheets of XLSForm, then its own, each with its header in view', () => {
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['survey', 'choices', 'settings', 'questionnaire', 'rates']);
    for (const sheet of workbook.worksheets) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.getCell('A1').font.bold).toBe(true);
    }
  });

  test('is text alone, escaped where a spreadsheet would compute it, with nothing in empty cells', () => {
    const values = workbook.worksheets.flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])));
    expect(new Set(values.filter((value) => value !== null && value !== undefined).map((value) => typeof value))).toEqual(
      new Set(['string'])
    );
    expect(values).not.toContain('');
    expect(workbook.getWorksheet('settings')!.getRow(2).values).toEqual([
      undefined,
      '\'=HYPERLINK("x")',
      'sipas-short',
      '4',
      'Tiếng Việt (vi)'
    ]);
  });

  test('has columns wide enough to read, and none wider than a screen', () => {
    for (const sheet of workbook.worksheets)
      for (const column of sheet.columns) {
        expect(column.width).toBeGreaterThanOrEqual(10);
        expect(column.width).toBeLessThanOrEqual(60);
      }
    expect(workbook.getWorksheet('survey')!.getColumn(3).width).toBe(60);
  });
});

describe('a workbook that somebody worked on', async () => {
  const bytes = await questionnaireToXlsx(SIPAS_2017, 1);

  test('may have its sheets in another order and case, and others beside', async () => {
    const other = await change(bytes, (workbook) => {
      workbook.getWorksheet('survey')!.name = ' Survey';
      workbook.addWorksheet('Ghi chú').addRow(['=1']);
      workbook.worksheets.reverse();
    });
    expect((await readXlsFormFile(other, FILE)).questionnaire).toEqual(SIPAS_2017);
  });

  test('may have numbers, rich text, links, true and false, blank rows and formatted ones', async () => {
    const other = await change(bytes, (workbook) => {
      const survey = workbook.getWorksheet('survey')!;
      survey.getCell('C5').value = { richText: [{ text: 'Nơi ngồi chờ ' }, { text: 'đủ chỗ.', font: { bold: true } }] };
      survey.getCell('C6').value = { text: 'Trang thiết bị đầy đủ.', hyperlink: 'https://example.gov.vn' };
      survey.getCell('H5').value = false;
      survey.insertRow(5, []);
      survey.getRow(900).height = 30;
      workbook.getWorksheet('choices')!.getCell('B2').value = 5;
      workbook.getWorksheet('questionnaire')!.getCell('B2').value = 7;
    });
    const { questionnaire, notes } = await readXlsFormFile(other, FILE);
    expect(questionnaire.minutes).toBe(7);
    expect(questionnaire.sections[0]!.items.slice(0, 2).map(({ text }) => text.vi)).toEqual([
      'Nơi ngồi chờ đủ chỗ.',
      'Trang thiết bị đầy đủ.'
    ]);
    expect(questionnaire.scales).toEqual(SIPAS_2017.scales);
    expect(notes).toEqual([]);
  });

  test('is refused where cells cannot be read: dates, errors, formulas without a result, what is too long or cannot be stored', async () => {
    const other = await change(bytes, (workbook) => {
      const survey = workbook.getWorksheet('survey')!;
      survey.getCell('C5').value = new Date('2026-06-05');
      survey.getCell('C5').numFmt = 'dd/mm/yyyy';
      survey.getCell('C6').value = { error: '#REF!' };
      survey.getCell('C7').value = { formula: 'A1', result: undefined } as ExcelJS.CellFormulaValue;
      survey.getCell('C8').value = 'a'.repeat(4001);
      survey.getCell('D8').value = 'a_x0007_b';
    });
    expect(await detailsOf(other)).toEqual([
      ...['survey!C5 cell-value', 'survey!C6 cell-value', 'survey!C7 cell-formula', 'survey!C8 cell-text', 'survey!D8 cell-text']
    ]);
  });

  test('is refused with every cell that a questionnaire cannot hold', async () => {
    const other = await change(bytes, (workbook) => {
      workbook.getWorksheet('survey')!.insertRow(3, []);
      workbook.getWorksheet('survey')!.getCell('A6').value = 'integer';
      workbook.getWorksheet('choices')!.getCell('B2').value = '6';
    });
    const problem = await problemOf(other);
    expect(problem).toMatchObject({ code: 'cells-invalid', parameters: { file: FILE, count: 2 } });
    expect(await detailsOf(other)).toEqual(['survey!A6 xlsform-type', 'choices!B2 xlsform-scale-levels']);
  });

  test('is refused where a sheet goes on too far', async () => {
    const other = await change(bytes, (workbook) => {
      workbook.getWorksheet('choices')!.getCell('A5001').value = 'x';
    });
    expect(await problemOf(other)).toMatchObject({ code: 'sheet-too-long', parameters: { file: FILE, max: 5000 } });
  });
});

test('other workbooks and what is none are refused', async () => {
  const empty = new ExcelJS.Workbook();
  empty.addWorksheet('Bảng điểm');
  expect(await detailsOf(new Uint8Array(await empty.xlsx.writeBuffer()))).toEqual(['survey xlsform-sheet-missing']);
  expect((await problemOf(new TextEncoder().encode('type,name,label'))).code).toBe('workbook-unreadable');
});

test('a workbook that was cut off or damaged on the way is read, or refused', async () => {
  const bytes = await questionnaireToXlsx(SIPAS_SHORT, 1);
  const damage = fc.oneof(
    fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
    fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }).map((edits) => {
      const damaged = bytes.slice();
      for (const [place, value] of edits) damaged[place] = value;
      return damaged;
    })
  );
  await fc.assert(
    fc.asyncProperty(damage, async (damaged) => {
      const outcome: unknown = await readXlsFormFile(damaged, FILE).catch((failure: unknown) => failure);
      if (outcome instanceof Problem)
        expect(outcome.code).toMatch(/^(file-unreadable|workbook-unreadable|cells-invalid|sheet-too-long|body-too-large)$/);
      else expect(outcome).toHaveProperty('questionnaire.code');
    }),
    { numRuns: 60 }
  );
});
