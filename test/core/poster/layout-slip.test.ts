import { describe, expect, test } from 'vitest';
import { PAPERS } from '../../../src/lib/core/poster/formats';
import { layoutSlip } from '../../../src/lib/core/poster/layout-slip';
import type { SlipWords } from '../../../src/lib/core/poster/slip';
import { boxesOf, evenly, LONG_AGENCY, LONG_COUNTER, overlap, POSTER, sentenceOf, textsOf } from '../../support/poster-samples';

const WORDS: SlipWords = {
  title: 'Phiếu giao tờ dán',
  count: 'Tờ dán A5: 40 bản',
  printedOn: 'In ngày 22/11/2026',
  columns: { number: 'TT', counter: 'Quầy', code: 'Mã' },
  date: 'Ngày …… tháng …… năm ………',
  giver: 'Người giao',
  receiver: 'Người nhận',
  sign: '(Ký, ghi rõ họ tên)',
  mustNot: { title: 'Cán bộ không được', rules: ['Trả lời thay.', 'Đứng xem khi người dân trả lời.'] },
  may: { title: 'Được', rules: ['Chỉ chỗ dán mã.'] },
  page: (number, of) => `Trang ${number}/${of}`
};

describe.each(['a4', 'a5', 'a6', 'stickers'] as const)('a delivery slip for %s', (format) => {
  const posters = Array.from({ length: 40 }, (_, i) => ({
    ...POSTER,
    agencyName: { vi: LONG_AGENCY, en: '' },
    counterName: i % 7 === 3 ? LONG_COUNTER : `Quầy ${i + 1}`,
    printedCode: `K7M4-PQ${String(i).padStart(2, '3')}`
  }));
  const pages = layoutSlip({ posters, words: WORDS }, format, evenly);
  const said = pages.map((page) => textsOf(page).map(sentenceOf));

  test('lists every counter once with its code, in order, on as many pages as it takes', () => {
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect({ width: page.width, height: page.height }).toEqual(PAPERS[format]);
    const codes = said.flat().filter((text) => text.startsWith('K7M4-'));
    expect(codes).toEqual(posters.map((poster) => poster.printedCode));
    expect(said.flat().filter((text) => text === LONG_COUNTER)).toHaveLength(6);
  });

  test('says on each page whose it is and which page, and once who signs and what staff must not do', () => {
    said.forEach((page, i) => {
      for (const text of [LONG_AGENCY, WORDS.title, WORDS.count, `Trang ${i + 1}/${pages.length}`]) expect(page).toContain(text);
    });
    for (const text of [
      WORDS.giver,
      WORDS.receiver,
      WORDS.date,
      WORDS.mustNot.title,
      '– Đứng xem khi người dân trả lời.',
      '– Chỉ chỗ dán mã.'
    ])
      expect(said.flat().filter((one) => one === text)).toHaveLength(1);
  });

  test('keeps everything on its pages and apart', () => {
    for (const page of pages) {
      const blocks = textsOf(page).map(boxesOf);
      for (const box of blocks.flat()) {
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(5);
        expect(box.right).toBeLessThanOrEqual(page.width - 5);
        expect(box.bottom).toBeLessThanOrEqual(page.height - 4);
      }
      expect(blocks.filter((one, i) => blocks.slice(i + 1).some((other) => one.some((a) => other.some((b) => overlap(a, b)))))).toEqual([]);
    }
  });
});

test('prints a name without end smaller, rather than over the edge', () => {
  const counterName = 'Lĩnh vực Đất đai, '.repeat(150).trim();
  const pages = layoutSlip({ posters: [{ ...POSTER, counterName }], words: WORDS }, 'a6', evenly);
  const [block] = pages.flatMap(textsOf).filter((one) => sentenceOf(one).startsWith('Lĩnh vực'));
  expect(sentenceOf(block!)).toBe(counterName);
  expect(boxesOf(block!).at(-1)!.bottom).toBeLessThan(PAPERS.a6.height - 10);
});
