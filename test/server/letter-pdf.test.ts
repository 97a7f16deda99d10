import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { layoutLetter } from '../../src/lib/core/letter/layout-letter';
import { layoutPaperForm, stampForm } from '../../src/lib/core/letter/layout-paper-form';
import type { Drawing } from '../../src/lib/core/poster/drawing';
import { POINT } from '../../src/lib/core/poster/drawing';
import { SIPAS_2017 } from '../../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { identityWords, letterWords, paperFormWords } from '../../src/lib/i18n/letter-words';
import { openMeasure } from '../../src/lib/server/export/measure-text';
import { writePdf } from '../../src/lib/server/export/write-pdf';
import { drawQr } from '../../src/lib/server/qr-code';
import { LETTER_SURVEY, LONG_ADDRESS, LONG_NAME, PERSON } from '../support/letter-samples';
import { readPdf } from '../support/read-pdf';

const LINK = 'https://ykien.sonla.gov.vn/q/K7M4PQX34ACD';
const identity = { serial: PERSON.serial, printedCode: PERSON.printedCode, qr: drawQr(LINK) };
const measure = openMeasure();

async function print(drawings: readonly Drawing[]) {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writePdf('Thư mời', drawings, out, { createdAt: new Date(0), compress: false })]);
  return readPdf(bytes);
}

/** What a phone reads off the drawing's QR code. */
function scan({ shapes }: Drawing): string | undefined {
  const code = shapes.find((shape) => shape.kind === 'qr')!;
  const [scale, size] = [4, code.qr.size];
  const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
  for (const [, x, y, width] of code.qr.path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++)
        pixels.fill(0, (row * size * scale + column) * 4, (row * size * scale + column) * 4 + 3);
  return jsQR(pixels, size * scale, size * scale)?.data;
}

describe('letters and paper forms as PDF', () => {
  test.each([
    ['a person', PERSON, 'Bản Hụm, xã Chiềng Mai'],
    ['an organisation of long names', { ...PERSON, name: LONG_NAME, isOrganisation: true }, LONG_ADDRESS]
  ])('a letter to %s is one A4 page whose text and QR code can be read back', async (_, person, address) => {
    const letter = layoutLetter({ ...identity, recipient: { name: person.name, address } }, letterWords(LETTER_SURVEY, person), measure);
    const { pages, title } = await print([letter]);
    expect(pages).toHaveLength(1);
    expect([pages[0]!.width, pages[0]!.height].map((points) => Math.round(points * POINT))).toEqual([210, 297]);
    const text = pages[0]!.lines.join(' ');
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toContain('Cán bộ không được trả lời');
    expect(text.replaceAll(/\s/g, '')).toContain(address.replaceAll(/\s/g, ''));
    expect(text).toContain('K7M4-PQX3-4ACD');
    expect(scan(letter)).toBe(LINK);
    // What the file says of itself names nobody.
    expect(title).toBe('Thư mời');
  });

  test.each([
    ['a person whose name has few letters and whose address is not known', { ...PERSON, name: 'H’ Y Ê' }, ''],
    ['an organisation of long names', { ...PERSON, name: LONG_NAME, isOrganisation: true, agencyName: 'Chiềng Mai Commune' }, LONG_ADDRESS]
  ])('a letter in English to %s is one page, in English but for names', async (_, person, address) => {
    const survey = { ...LETTER_SURVEY, language: 'en', name: 'Sample survey 2026' } as const;
    const letter = layoutLetter({ ...identity, recipient: { name: person.name, address } }, letterWords(survey, person), measure);
    const { pages } = await print([letter]);
    expect(pages).toHaveLength(1);
    const text = pages[0]!.lines.join(' ');
    expect(text).toContain('Staff must not answer for you');
    expect(text).toContain('Department of Home Affairs of Sơn La Province would like to hear');
    expect(text.toLocaleLowerCase('vi')).not.toMatch(/ông\/bà|trân trọng|bảo mật|phiếu số/);
  });

  test('a form in English asks in English, with the numbers of the Vietnamese one', async () => {
    const words = paperFormWords({ ...LETTER_SURVEY, language: 'en', name: 'Sample survey 2026' }, true);
    const form = stampForm(layoutPaperForm(SIPAS_2017, words, measure), identity, identityWords('000123', 'en'), measure);
    const { pages } = await print(form);
    const whole = pages.flatMap(({ lines }) => lines).join('').replaceAll(/\s/g, ''); // prettier-ignore
    for (const item of itemsOf(SIPAS_2017)) expect(whole).toContain((item.text['en'] ?? '').slice(0, 30).replaceAll(/\s/g, ''));
    expect(whole.toLocaleLowerCase('vi')).not.toMatch(/hàilòng|ông\/bà|trang1/);
  });

  test('a form of 22 criteria has every question as text, and its serial number and QR code on every page', async () => {
    const form = stampForm(
      layoutPaperForm(SIPAS_2017, paperFormWords(LETTER_SURVEY, false), measure),
      identity,
      identityWords('000123', 'vi'),
      measure
    );
    const { pages } = await print(form);
    expect(pages.length).toBeLessThanOrEqual(4);
    const whole = pages.flatMap(({ lines }) => lines).join('');
    for (const item of itemsOf(SIPAS_2017)) expect(whole.replaceAll(/\s/g, '')).toContain(item.text.vi.slice(0, 30).replaceAll(/\s/g, ''));
    for (const [i, page] of pages.entries()) {
      expect(page.lines.join('\n')).toContain(`Trang ${i + 1}/${pages.length}`);
      expect(page.lines.join('\n')).toContain('000123');
      expect(scan(form[i]!)).toBe(LINK);
    }
  });
});
