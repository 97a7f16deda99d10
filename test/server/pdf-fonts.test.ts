import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { openMeasure } from '../../src/lib/server/export/measure-text';
import { openPdf } from '../../src/lib/server/export/open-pdf';
import { registerFonts } from '../../src/lib/server/export/pdf-fonts';
import { unpackWoff } from '../../src/lib/server/export/unpack-woff';

const { split } = registerFonts(openPdf({}));
const fileOf = (character: string, face: 'regular' | 'semibold' | 'figures') => split(character, face)[0]!.font;

/** Every letter that Vietnamese is written with. */
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const LETTERS = [...'aăâeêioôơuưy']
  .flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC')))
  .concat([...'bcdđghklmnpqrstvxfjwz']);

describe('the fonts of a PDF', () => {
  test('hold every Vietnamese letter in either weight', () => {
    expect(new Set(LETTERS).size).toBe(12 * 6 + 21);
    for (const letter of LETTERS.flatMap((one) => [one, one.toUpperCase()])) {
      expect([...letter]).toHaveLength(1);
      for (const [face, weight] of [
        ['regular', 400],
        ['semibold', 600]
      ] as const)
        expect(fileOf(letter, face)).toMatch(new RegExp(`^be-vietnam-pro-(latin|vietnamese)-${weight}$`));
    }
  });

  test('are split where the browser splits them: each character of a file is one that app.css takes from it', () => {
    const css = readFileSync('src/app.css', 'utf8');
    const faces = [...css.matchAll(/font-weight: (\d+);[^}]*?files\/([\w-]+?)-\d+-normal\.woff2[^}]*?unicode-range:\s*([^;]+);/g)].map(
      ([, weight, name, ranges]) => ({
        font: `${name}-${weight}`,
        holds: (codePoint: number) =>
          ranges!.split(',').some((range) => {
            const [from, to] = range
              .trim()
              .slice(2)
              .split('-')
              .map((hex) => parseInt(hex, 16)) as [number, number?];
            return codePoint >= from && codePoint <= (to ?? from);
          })
      })
    );
    expect(faces.map(({ font }) => font)).toContain('inter-latin-600');
    const texts = `${LETTERS.join('')}${LETTERS.join('').toUpperCase()} 0123456789 %+,-.–−/:;!?()“”‘’…§&@\u00a0`;
    for (const character of texts) {
      const inCss = (among: readonly string[]) =>
        faces.filter(({ font, holds }) => among.includes(font) && holds(character.codePointAt(0)!)).map(({ font }) => font);
      expect(inCss(['be-vietnam-pro-latin-400', 'be-vietnam-pro-vietnamese-400']), character).toEqual([fileOf(character, 'regular')]);
      const [figures] = [...inCss(['inter-latin-600']), ...inCss(['be-vietnam-pro-latin-600', 'be-vietnam-pro-vietnamese-600'])];
      expect(figures, character).toBe(fileOf(character, 'figures'));
    }
  });

  test('give a text as runs of one file each, nothing lost', () => {
    expect(split('Quầy 3, Đất', 'regular')).toEqual([
      { font: 'be-vietnam-pro-latin-400', text: 'Qu' },
      { font: 'be-vietnam-pro-vietnamese-400', text: 'ầ' },
      { font: 'be-vietnam-pro-latin-400', text: 'y 3, ' },
      { font: 'be-vietnam-pro-vietnamese-400', text: 'Đấ' },
      { font: 'be-vietnam-pro-latin-400', text: 't' }
    ]);
    expect(split('K7M4-PQX3', 'figures').map((run) => run.text)).toEqual(['K', '7', 'M', '4-', 'PQX', '3']);
    // What no file holds.
    expect(split('a文b', 'semibold').map((run) => run.text)).toEqual(['a文b']);
  });
});

describe('a text is as wide', () => {
  const measure = openMeasure();

  test('as its letters, by the font files', () => {
    expect(measure('nn', 'semibold', 72)).toBeCloseTo(2 * measure('n', 'semibold', 72), 9);
    expect(measure('1', 'figures', 10)).toBeCloseTo(measure('4', 'figures', 10), 9);
    expect(measure('1', 'semibold', 10)).toBeLessThan(0.7 * measure('4', 'semibold', 10));
  });

  test('in proportion to its size, its words together, bold wider than regular', () => {
    const text = 'Trung tâm Phục vụ hành chính công';
    expect(measure(text, 'regular', 20)).toBeCloseTo(2 * measure(text, 'regular', 10), 9);
    expect(measure('Trung ', 'regular', 10) + measure('tâm', 'regular', 10)).toBeCloseTo(measure('Trung tâm', 'regular', 10), 9);
    expect(measure(text, 'semibold', 10)).toBeGreaterThan(measure(text, 'regular', 10));
    expect(measure('', 'regular', 10)).toBe(0);
  });

  test('with the kerning of the font', () => {
    expect(measure('Tâ', 'semibold', 10)).toBeLessThan(measure('T', 'semibold', 10) + measure('â', 'semibold', 10));
  });
});

test('a web font is unpacked to an OpenType file with all its tables; other bytes are refused', () => {
  const { resolve } = createRequire(import.meta.url);
  const woff = readFileSync(resolve('@fontsource/inter/files/inter-latin-600-normal.woff'));
  const font = unpackWoff(woff);
  expect(font.length).toBe(woff.readUInt32BE(16));
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + i * 16);
  expect(tables.map((at) => font.toString('latin1', at, at + 4))).toEqual(expect.arrayContaining(['cmap', 'glyf', 'GPOS', 'head']));
  for (const at of tables) {
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    let sum = 0;
    const tag = font.toString('latin1', at, at + 4);
    for (let i = 0; i < length; i += 4) {
      // The head's own field of the whole file's sum counts as nothing.
      if (tag !== 'head' || i !== 8) sum = (sum + font.readUInt32BE(offset + i)) >>> 0;
    }
    expect(sum, tag).toBe(font.readUInt32BE(at + 4));
  }
  expect(() => unpackWoff(readFileSync(resolve('@fontsource/inter/files/inter-latin-600-normal.woff2')))).toThrow(RangeError);
  expect(() => unpackWoff(Buffer.alloc(3))).toThrow(RangeError);
});
