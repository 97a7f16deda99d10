import { describe, expect, test } from 'vitest';
import { flowForm } from '../../../src/lib/core/letter/flow-form';
import { layoutPaperForm, stampForm } from '../../../src/lib/core/letter/layout-paper-form';
import { paperNumbers } from '../../../src/lib/core/letter/paper-form';
import type { Drawing } from '../../../src/lib/core/poster/drawing';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { identityWords, paperFormWords } from '../../../src/lib/i18n/letter-words';
import { LETTER_SETTINGS, LETTER_SURVEY } from '../../support/letter-samples';
import { boxesOf, evenly, overlap, sentenceOf, textsOf } from '../../support/poster-samples';

const IDENTITY = { serial: '000123', printedCode: 'K7M4-PQX3-4ACD', qr: { size: 41, path: 'M4 4h1v1h-1z' } };
const WORDS = paperFormWords(LETTER_SURVEY, false);
const formOf = (questionnaire: Questionnaire, words = WORDS) =>
  stampForm(layoutPaperForm(questionnaire, words, evenly), IDENTITY, identityWords('000123', 'vi'), evenly);
const saidOn = (page: Drawing) => textsOf(page).map(sentenceOf);
const boxesOn = (pages: readonly Drawing[]) =>
  pages.flatMap(({ shapes }) => shapes.filter((shape) => shape.kind === 'path' && shape.colour === 'ink'));

describe.each(SHIPPED_QUESTIONNAIRES.map((one) => [one.code, one] as const))('%s on paper', (_, questionnaire) => {
  const pages = formOf(questionnaire);

  test('asks every question once, in order, each with its number', () => {
    const said = pages.flatMap(saidOn);
    let at = -1;
    for (const item of itemsOf(questionnaire)) {
      const found = said.findIndex((sentence, i) => i > at && sentence.startsWith(item.text.vi));
      expect(found, item.code).toBeGreaterThan(at);
      at = found;
    }
    const numbers = [...paperNumbers(questionnaire).values()].map(String);
    expect(said.filter((sentence) => /^\d{2}$/.test(sentence) && Number(sentence) > 11)).toEqual(numbers.filter((n) => Number(n) > 11));
    if (questionnaire.comment) expect(said).toContain(questionnaire.comment.text.vi);
  });

  test('has a box for every answer that can be given, and for no other', () => {
    const expected = itemsOf(questionnaire).reduce(
      (sum, item) =>
        sum + (item.kind === 'level' ? scaleOf(questionnaire, item).levels.length + (item.notApplicable ? 1 : 0) : item.options.length),
      0
    );
    expect(boxesOn(pages)).toHaveLength(expected);
  });

  test('has serial number, code, QR and page on every page, everything apart and on the sheet', () => {
    for (const [i, page] of pages.entries()) {
      const said = saidOn(page);
      expect(said).toContain(`Trang ${i + 1}/${pages.length}`);
      expect(said).toContain('000123');
      expect(said).toContain('Mã phiếu 000123 · K7M4-PQX3-4ACD');
      expect(page.shapes.filter((shape) => shape.kind === 'qr')).toHaveLength(1);
      const blocks = textsOf(page).map(boxesOf);
      for (const box of blocks.flat()) {
        expect(box.left).toBeGreaterThanOrEqual(10);
        expect(box.right).toBeLessThanOrEqual(200);
        expect(box.bottom).toBeLessThanOrEqual(292);
      }
      const clashes = blocks.flatMap((one, at) =>
        blocks.slice(at + 1).flatMap((other) => one.filter((a) => other.some((b) => overlap(a, b))))
      );
      expect(clashes).toEqual([]);
    }
  });
});

describe('a paper form', () => {
  test('rates from 5 to 1, with a grey cell where "does not apply" is not offered', () => {
    const [page] = formOf(SIPAS_2017);
    const numbers = saidOn(page!).filter((text) => /^[1-5]$/.test(text));
    expect(numbers.slice(0, 5)).toEqual(['5', '4', '3', '2', '1']);
    const grey = formOf(SIPAS_2017).flatMap(({ shapes }) =>
      shapes.filter((shape) => shape.kind === 'rectangle' && shape.colour === 'line')
    );
    const without = itemsOf(SIPAS_2017).filter((item) => item.kind === 'level' && !item.notApplicable);
    expect(grey).toHaveLength(without.length);
  });

  test('heads its table once on each page that has rows of it', () => {
    const heads = formOf(SIPAS_2017).map((page) => saidOn(page).filter((text) => text === 'KAD').length);
    expect(heads.slice(0, 2)).toEqual([1, 1]);
    expect(heads.at(-1)).toBe(0);
  });

  test('says when a question is only for some, confidential rather than anonymous, and who filled it in only where somebody else does', () => {
    const said = formOf(SIPAS_2017).flatMap(saidOn).join('\n');
    expect(said).toContain('Chỉ trả lời nếu bị trễ hẹn.');
    expect(said).toContain('Mã trên phiếu chỉ để biết phiếu nào đã thu');
    expect(said).not.toMatch(/ẩn danh|không hỏi tên|Mã điều tra viên/);
    expect(formOf(SIPAS_SHORT, paperFormWords(LETTER_SURVEY, true)).flatMap(saidOn).join('\n')).toContain('Mã điều tra viên');
    expect(paperFormWords({ ...LETTER_SURVEY, settings: { ...LETTER_SETTINGS, plan: '' } }, false).plan).toBeUndefined();
  });
});

test('a part begins a page rather than being broken, under its table’s head', () => {
  const part = (height: number) => ({ height, draw: () => [] });
  const head = part(2);
  const row = { ...part(4), head };
  expect(flowForm([part(6), row, row, part(30)], { first: 10, other: 12 }).map((page) => page.map(({ height }) => height))).toEqual([
    [6, 4],
    [2, 4],
    [30]
  ]);
  expect(flowForm([], { first: 1, other: 1 })).toEqual([[]]);
});
