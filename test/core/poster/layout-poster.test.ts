import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drawing, QrCode } from '../../../src/lib/core/poster/drawing';
import { LEAST_QR, PAPERS, QUIET_ZONE } from '../../../src/lib/core/poster/formats';
import { layoutPoster } from '../../../src/lib/core/poster/layout-poster';
import { boxesOf, evenly, LONG_AGENCY, LONG_COUNTER, overlap, POSTER, sentenceOf, textsOf, WORDS } from '../../support/poster-samples';

const SHEETS = ['a4', 'a5', 'a6'] as const;
/** Words of a name; some are far too long for a line and have to be parted. */
const name = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('Trung', 'tâm', 'Phục', 'vụ', 'hành', 'chính', 'công', 'phường', 'Ẫm,', 'Nghiêng', '12') },
      { weight: 1, arbitrary: fc.integer({ min: 20, max: 120 }).map((length) => 'Ộ'.repeat(length)) }
    ),
    { minLength: 1, maxLength: 80 }
  )
  .map((words) => words.join(' '));

describe.each(SHEETS)('a poster on %s', (format) => {
  test('says everything, in Vietnamese and English', () => {
    const said = textsOf(layoutPoster(POSTER, WORDS, format, evenly)).map((block) => [block.language, sentenceOf(block)]);
    const { question, scan, paper, open, notForYou, pressure } = WORDS;
    for (const { vi, en } of [question, scan, paper, open, notForYou]) {
      expect(said).toContainEqual(['vi', vi]);
      expect(said).toContainEqual(['en', en]);
    }
    for (const text of ['Tỉnh Sơn La', 'Xã Chiềng Mai', 'Quầy 3', 'K7M4-PQX3', 'In ngày 22/11/2026'])
      expect(said).toContainEqual(['vi', text]);
    expect(said.filter(([, text]) => text === pressure!.vi)).toHaveLength(format === 'a4' ? 1 : 0);
  });

  test('says nothing of a number to call if there is none', () => {
    const drawing = layoutPoster(POSTER, { ...WORDS, pressure: undefined }, format, evenly);
    expect(textsOf(drawing).map(sentenceOf).join()).not.toContain('thúc ép');
  });

  test('whatever the names, keeps all its text on the sheet, apart and whole, and the QR code large enough', () => {
    fc.assert(
      fc.property(name, name, fc.option(name, { nil: undefined }), (agency, counterName, province) => {
        const poster = {
          ...POSTER,
          counterName,
          agencyName: { vi: agency, en: '' },
          provinceName: province === undefined ? undefined : { vi: province, en: '' }
        };
        const drawing = layoutPoster(poster, WORDS, format, evenly);
        expectLaidOut(drawing);
        expect(qrOf(drawing).size).toBeGreaterThanOrEqual(LEAST_QR[format]);
        const said = textsOf(drawing).map((block) => sentenceOf(block).replaceAll(' ', ''));
        for (const text of [agency, counterName, province ?? agency]) expect(said).toContain(text.replaceAll(' ', ''));
      }),
      { numRuns: 60 }
    );
  });

  test('whatever the address and the sentences too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 90 }), fc.integer({ min: 1, max: 12 }), (length, times) => {
        const host = 'w'.repeat(length);
        const scan = { vi: Array(times).fill(WORDS.scan.vi).join(' '), en: Array(times).fill(WORDS.scan.en).join(' ') };
        const words = { ...WORDS, scan, open: { vi: `Mở ${host} và nhập mã`, en: `Or open ${host} and enter` } };
        expectLaidOut(layoutPoster(POSTER, words, format, evenly));
      }),
      { numRuns: 15 }
    );
  });

  test('gives the QR code more room than its least where names are short, and shrinks names before the question', () => {
    const sizeOf = (drawing: Drawing, text: string) => textsOf(drawing).find((block) => sentenceOf(block) === text)!.sizePt;
    const short = layoutPoster(POSTER, WORDS, format, evenly);
    const long = layoutPoster({ ...POSTER, agencyName: { vi: LONG_AGENCY, en: '' }, counterName: LONG_COUNTER }, WORDS, format, evenly);
    expect(qrOf(short).size).toBeGreaterThan(1.1 * LEAST_QR[format]);
    const shrunk = (a: number, b: number) => b / a;
    expect(shrunk(sizeOf(short, POSTER.agencyName.vi), sizeOf(long, LONG_AGENCY))).toBeLessThan(
      shrunk(sizeOf(short, WORDS.question.vi), sizeOf(long, WORDS.question.vi))
    );
  });
});

test('English stands smaller and softer than the Vietnamese above it', () => {
  const blocks = textsOf(layoutPoster(POSTER, WORDS, 'a5', evenly));
  for (const { vi, en } of [WORDS.scan, WORDS.paper, WORDS.open, WORDS.notForYou]) {
    const [above, below] = [vi, en].map((text) => blocks.find((block) => sentenceOf(block) === text)!) as [
      (typeof blocks)[0],
      (typeof blocks)[0]
    ];
    expect(below.sizePt).toBeLessThan(above.sizePt);
    expect([above.colour, below.colour]).toEqual(['ink', 'ink-soft']);
    expect(below.lines[0]!.y).toBeGreaterThan(above.lines.at(-1)!.y);
  }
});

function qrOf({ shapes }: Drawing): QrCode {
  const codes = shapes.filter((shape) => shape.kind === 'qr');
  expect(codes).toHaveLength(1);
  return codes[0]!;
}

function expectLaidOut(drawing: Drawing): void {
  const { width, height } = drawing;
  expect(Object.values(PAPERS)).toContainEqual({ width, height });
  const blocks = textsOf(drawing).map(boxesOf);
  const { x, y, size, qr } = qrOf(drawing);
  const quiet = (QUIET_ZONE / qr.size) * size;
  const dark = { left: x + quiet, right: x + size - quiet, top: y + quiet, bottom: y + size - quiet };
  const all = [...blocks, [dark]];
  for (const box of all.flat()) {
    expect(box.left).toBeGreaterThanOrEqual(4);
    expect(box.top).toBeGreaterThanOrEqual(4);
    expect(box.right).toBeLessThanOrEqual(width - 4);
    expect(box.bottom).toBeLessThanOrEqual(height - 4);
  }
  const clashes = all.flatMap((one, i) => all.slice(i + 1).flatMap((other) => one.filter((a) => other.some((b) => overlap(a, b)))));
  expect(clashes).toEqual([]);
}
