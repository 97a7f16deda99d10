import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutLetter } from '../../../src/lib/core/letter/layout-letter';
import { WINDOW } from '../../../src/lib/core/letter/letter-sizes';
import { printSerial } from '../../../src/lib/core/letter/letter';
import { QUIET_ZONE } from '../../../src/lib/core/poster/formats';
import { letterWords } from '../../../src/lib/i18n/letter-words';
import { LETTER_SETTINGS, LETTER_SURVEY, LONG_ADDRESS, LONG_NAME, PERSON } from '../../support/letter-samples';
import { boxesOf, evenly, overlap, sentenceOf, textsOf } from '../../support/poster-samples';

const qr = { size: 41, path: 'M4 4h1v1h-1z' };

function lettersOf(person: Partial<typeof PERSON> & { readonly address?: string }, survey: Partial<typeof LETTER_SURVEY> = {}) {
  const { address = '', ...rest } = person;
  const one = { ...PERSON, ...rest };
  const drawing = layoutLetter(
    { serial: one.serial, printedCode: one.printedCode, qr, recipient: { name: one.name, address } },
    letterWords({ ...LETTER_SURVEY, ...survey }, one),
    evenly
  );
  return { drawing, texts: textsOf(drawing), said: textsOf(drawing).map(sentenceOf).join('\n') };
}

/** Everything on the sheet, the QR code too, lies apart and within the page. */
function expectLaidOut({ drawing, texts }: ReturnType<typeof lettersOf>) {
  const code = drawing.shapes.find((shape) => shape.kind === 'qr')!;
  const quiet = (QUIET_ZONE / code.qr.size) * code.size;
  const dark = { left: code.x + quiet, right: code.x + code.size - quiet, top: code.y + quiet, bottom: code.y + code.size - quiet };
  const all = [...texts.map(boxesOf), [dark]];
  for (const box of all.flat()) {
    expect(box.left).toBeGreaterThanOrEqual(10);
    expect(box.right).toBeLessThanOrEqual(200);
    expect(box.top).toBeGreaterThanOrEqual(8);
    expect(box.bottom).toBeLessThanOrEqual(293);
  }
  const clashes = all.flatMap((one, i) => all.slice(i + 1).flatMap((other) => one.filter((a) => other.some((b) => overlap(a, b)))));
  expect(clashes).toEqual([]);
}

describe('a personal letter', () => {
  test('says why the person was chosen, every way to answer, what becomes of the answer, and whom to ask', () => {
    const { said } = lettersOf({ address: 'Bản Hụm, xã Chiềng Mai' });
    for (const sentence of [
      'SỞ NỘI VỤ TỈNH SƠN LA',
      'Số phiếu: 000123',
      'Kính gửi: Ông/Bà Nguyễn Thị Minh Khai',
      'chọn ngẫu nhiên trong số 20.000 hồ sơ',
      'từ ngày 01/07/2026 đến ngày 30/09/2026',
      'Mở ykien.sonla.gov.vn và nhập mã K7M4-PQX3-4ACD.',
      'Điền phiếu giấy kèm theo và gửi lại Sở Nội vụ tỉnh Sơn La.',
      'Gọi 0212 3852 222 để được hỏi qua điện thoại.',
      'Hạn trả lời: hết ngày 15/12/2026.',
      'được bảo mật',
      'xóa 90 ngày sau khi khảo sát kết thúc',
      'Cán bộ không được trả lời thay',
      '0212 3852 222, cchc@sonla.example.',
      'GIÁM ĐỐC SỞ NỘI VỤ'
    ])
      expect(said).toContain(sentence);
    expect(said).not.toContain('ẩn danh');
  });

  test('offers only the ways that there are, numbered on', () => {
    const settings = { ...LETTER_SETTINGS, phone: '', contact: '' };
    const { said } = lettersOf({}, { settings, hasForm: false, closesOn: null });
    expect(said).toContain('Cách 2:');
    expect(said).not.toMatch(/Cách 3|phiếu giấy|Gọi|Hạn trả lời|xin liên hệ/);
    expect(lettersOf({}, { settings }).said).toMatch(/Cách 3:\nĐiền phiếu giấy/);
  });

  test('speaks to an organisation, to a household, and to somebody whose name is not known', () => {
    expect(lettersOf({ name: LONG_NAME, isOrganisation: true }).said).toContain(`Kính gửi: ${LONG_NAME}`);
    expect(lettersOf({ name: LONG_NAME, isOrganisation: true }).said).toContain('Quý tổ chức đã làm thủ tục');
    expect(lettersOf({ name: '', field: '' }).said).toMatch(/Kính gửi: Ông\/Bà\n.*làm thủ tục hành chính tại xã Chiềng Mai/);
    expect(lettersOf({}, { kind: 'households' }).said).toContain('Hộ của Ông/Bà được chọn ngẫu nhiên tại xã Chiềng Mai');
    expect(lettersOf({ agencyName: 'Phường 1' }).said).toContain('tại Phường 1 trong');
  });

  test('whatever the names, stays on one page, everything apart, name and address within the window', () => {
    const words = fc.constantFrom('Trung', 'tâm', 'Phục', 'vụ', 'Ẫm,', 'Nghiêng', 'Ộ'.repeat(50), LONG_NAME, LONG_ADDRESS);
    const text = fc.array(words, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (name, address, agencyName, isOrganisation) => {
        const letter = lettersOf({ name, address, agencyName, isOrganisation });
        expectLaidOut(letter);
        for (const part of [name, address]) {
          const whole = (sentence: string) => sentence.replaceAll(' ', '');
          const block = letter.texts.find((one) => whole(sentenceOf(one)) === whole(part))!;
          for (const box of boxesOf(block)) {
            expect(box.left).toBeGreaterThanOrEqual(WINDOW.x);
            expect(box.right).toBeLessThanOrEqual(WINDOW.x + WINDOW.width);
            expect(box.top).toBeGreaterThanOrEqual(WINDOW.y);
            expect(box.bottom).toBeLessThanOrEqual(WINDOW.y + WINDOW.height);
          }
        }
      }),
      { numRuns: 15 }
    );
  });

  test('its serial number has six digits, or as many as it needs', () => {
    expect([1, 123, 1_234_567].map(printSerial)).toEqual(['000001', '000123', '1234567']);
  });
});
