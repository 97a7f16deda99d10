import { describe, expect, test } from 'vitest';
import type { Drawing } from '../../../src/lib/core/poster/drawing';
import { LEAST_QR, STICKERS, STICKERS_ON_A_SHEET } from '../../../src/lib/core/poster/formats';
import { layoutPoster } from '../../../src/lib/core/poster/layout-poster';
import { layoutStickers } from '../../../src/lib/core/poster/layout-stickers';
import { boxesOf, evenly, LONG_COUNTER, overlap, POSTER, sentenceOf, textsOf, WORDS } from '../../support/poster-samples';

const sheetOf = (count: number, counterName = POSTER.counterName) =>
  layoutStickers(
    Array.from({ length: count }, () => ({ poster: { ...POSTER, counterName }, words: WORDS })),
    evenly
  );
const codesOf = ({ shapes }: Drawing) => shapes.filter((shape) => shape.kind === 'qr');

describe('a sheet of stickers', () => {
  test.each([POSTER.counterName, LONG_COUNTER])('holds each within its label, nothing on another: %s', (counterName) => {
    const sheet = sheetOf(STICKERS_ON_A_SHEET, counterName);
    const blocks = textsOf(sheet);
    const perSticker = blocks.length / STICKERS_ON_A_SHEET;
    const boxes = blocks.map(boxesOf);
    boxes.forEach((lines, i) => {
      const place = Math.floor(i / perSticker);
      const [left, top] = [(place % 3) * STICKERS.width, 0.5 + Math.floor(place / 3) * STICKERS.height];
      for (const box of lines) {
        expect(box.left).toBeGreaterThanOrEqual(left + 3);
        expect(box.right).toBeLessThanOrEqual(left + STICKERS.width - 3);
        expect(box.top).toBeGreaterThanOrEqual(top + 3);
        expect(box.bottom).toBeLessThanOrEqual(top + STICKERS.height - 1);
      }
      for (const others of boxes.slice(i + 1)) expect(lines.some((a) => others.some((b) => overlap(a, b)))).toBe(false);
    });
  });

  test('says the question in one line, the code in two groups, and whose counter it is', () => {
    const [question, counter, , code, warning] = textsOf(sheetOf(1));
    expect([question, counter, code, warning].map((block) => block!.lines.map((line) => line.text))).toEqual([
      [WORDS.question.vi],
      ['Quầy 3'],
      ['K7M4-PQX3'],
      [WORDS.notForYou.vi]
    ]);
  });

  test('shortens a counter name, and nothing else', () => {
    const shortened = textsOf(sheetOf(1, LONG_COUNTER)).filter((block) => sentenceOf(block).includes('…'));
    expect(shortened).toHaveLength(1);
    expect(sentenceOf(shortened[0]!)).toMatch(/^Quầy số 12, .*…$/);
    const host = `${'rat-dai.'.repeat(8)}gov.vn`;
    const words = { ...WORDS, open: { vi: `Mở ${host} và nhập mã`, en: '' } };
    const said = textsOf(layoutStickers([{ poster: POSTER, words }], evenly)).map((block) => sentenceOf(block).replaceAll(' ', ''));
    expect(said).toContain(`Mở${host}vànhậpmã`);
  });

  test('has QR codes that are large enough, the quiet zone clear of the text beside it', () => {
    const sheet = sheetOf(1, LONG_COUNTER);
    const [qr] = codesOf(sheet);
    expect(qr!.size).toBeGreaterThanOrEqual(LEAST_QR.stickers);
    const square = { left: qr!.x, right: qr!.x + qr!.size, top: qr!.y, bottom: qr!.y + qr!.size };
    expect(
      textsOf(sheet)
        .flatMap(boxesOf)
        .filter((box) => overlap(box, square))
    ).toEqual([]);
  });

  test('has a row for one counter unless another number is asked for, and no more than fits', () => {
    expect(codesOf(layoutPoster(POSTER, WORDS, 'stickers', evenly))).toHaveLength(3);
    expect(codesOf(layoutPoster(POSTER, WORDS, 'stickers', evenly, 24))).toHaveLength(24);
    expect(() => layoutPoster(POSTER, WORDS, 'stickers', evenly, 25)).toThrow(RangeError);
  });
});
