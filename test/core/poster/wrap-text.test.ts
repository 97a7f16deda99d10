import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable, shorten, wrapBalanced, wrapText } from '../../../src/lib/core/poster/wrap-text';

/** One millimetre each. */
const widthOf = (text: string) => [...text].length;
const texts = fc.array(fc.stringMatching(/^[a-zộÁ]{1,14}$/), { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));

describe('wrapping', () => {
  test('breaks between words', () => {
    expect(wrapText('Trung tâm Phục vụ hành chính công', 10, widthOf)).toEqual(['Trung tâm', 'Phục vụ', 'hành chính', 'công']);
  });

  test('parts a word only where it alone is too wide, and goes on behind it', () => {
    expect(wrapText('ở ykien.sonla.gov.vn đây', 8, widthOf)).toEqual(['ở', 'ykien.so', 'nla.gov.', 'vn đây']);
  });

  test('keeps a letter and its marks together', () => {
    // No composed letter exists for a q with a tilde.
    expect(wrapText('q\u0303q\u0303q\u0303', 4, widthOf)).toEqual(['q\u0303q\u0303', 'q\u0303']);
  });

  test('keeps together what a no-break space joins, unless that alone is too wide', () => {
    expect(wrapText('tỉnh Sơn\u00a0La', 9, widthOf)).toEqual(['tỉnh', 'Sơn\u00a0La']);
    expect(wrapText('tỉnh Sơn\u00a0La', 5, widthOf)).toEqual(['tỉnh', 'Sơn', 'La']);
  });

  test('never leaves anything out, and no line is too wide', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, width) => {
        for (const lines of [wrapText(text, width, widthOf), wrapBalanced(text, width, widthOf)]) {
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        }
      })
    );
  });

  test('balanced takes no more lines and no wider ones', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 14, max: 40 }), (text, width) => {
        const plain = wrapText(text, width, widthOf);
        const balanced = wrapBalanced(text, width, widthOf);
        expect(balanced).toHaveLength(plain.length);
        expect(Math.max(...balanced.map(widthOf))).toBeLessThanOrEqual(Math.max(...plain.map(widthOf)));
      })
    );
    expect(wrapBalanced('Trung tâm Phục vụ hành chính công', 26, widthOf)).toEqual(['Trung tâm Phục vụ', 'hành chính công']);
  });
});

describe('shortening', () => {
  test('leaves alone what fits', () => {
    expect(shorten('Quầy số 12', 5, 2, widthOf)).toEqual(['Quầy', 'số 12']);
  });

  test('ends in … within the width, without a comma or blank before it', () => {
    expect(shorten('Quầy số 12, Đất đai, Môi trường, Xây dựng', 13, 2, widthOf)).toEqual(['Quầy số 12,', 'Đất đai, Môi…']);
    expect(shorten('Quầy số 12, Đất đai', 12, 1, widthOf)).toEqual(['Quầy số 12…']);
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = shorten(text, width, 2, widthOf);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      })
    );
  });
});

test('what is printed is composed, with single blanks and nothing that cannot be seen', () => {
  expect(printable('  Qua\u0302\u0300y\n\t3\u200b, Sơn\u00a0La\u0007 ')).toBe('Quầy 3, Sơn\u00a0La');
});
