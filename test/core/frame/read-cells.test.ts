// Days, telephone numbers, counts and names as lists really hold them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKey, personKey, personKindOf, phoneText } from '../../../src/lib/core/frame/person';
import { readCount, readFrameDay, readPhone, readText } from '../../../src/lib/core/frame/read-cells';

test.each([
  ['01/07/2026', '2026-07-01'],
  ['1/7/2026', '2026-07-01'],
  ['1-7-2026', '2026-07-01'],
  ['31.12.2026', '2026-12-31'],
  ['01/07/2026 15:30:00', '2026-07-01'],
  ['15:30 01/07/2026', '2026-07-01'],
  ['2026-07-01', '2026-07-01'],
  ['2026-07-01 08:00:00.000', '2026-07-01'],
  ['2026-07-01T15:30:00', '2026-07-01'],
  ['2026-06-30T20:30:00Z', '2026-07-01'],
  ['2026-06-30T20:30:00+07:00', '2026-06-30'],
  ['2026/7/1', '2026-07-01'],
  ['ngày 01 tháng 7 năm 2026', '2026-07-01'],
  ['46204', '2026-07-01'],
  ['46204,65', '2026-07-01'],
  [46204, '2026-07-01'],
  [46204.9999, '2026-07-01'],
  ['０１/０７/２０２６', '2026-07-01'],
  ['31/02/2026', undefined],
  ['13/13/2026', undefined],
  ['07/2026', undefined],
  ['1/7/26', undefined],
  ['0912.345.678', undefined],
  ['chưa trả', undefined],
  ['', undefined],
  [0, undefined],
  [912345678, undefined],
  ['2026-06-30T99:00:00Z', undefined]
] as const)('the day of %j is %j', (cell, day) => {
  expect(readFrameDay(cell)).toBe(day);
});

test.each([
  ['0912345678', '0912345678'],
  ['912345678', '0912345678'],
  [912345678, '0912345678'],
  [84912345678, '0912345678'],
  ['+84 912 345 678', '0912345678'],
  ['(+84)912.345.678', '0912345678'],
  ['0084912345678', '0912345678'],
  ['0912.345.678', '0912345678'],
  ['0912-345-678', '0912345678'],
  ['0912345678 / 0987654321', '0912345678'],
  ['nhà riêng; 0987654321', '0987654321'],
  ['0212 385 2345', '02123852345'],
  ['02123852345', '02123852345'],
  ['0612345678', ''],
  ['12345', ''],
  ['091234567', ''],
  ['không có', ''],
  ['', '']
] as const)('the telephone number of %j is %j', (cell, phone) => {
  expect(readPhone(cell)).toBe(phone);
});

test('however a number is written, it comes to one form', () => {
  const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{8}$/)).map(([first, rest]) => first + rest);
  const written = (digits: string) =>
    fc.tuple(fc.constantFrom('0', '84', '+84', '', '0084', '(+84) '), fc.constantFrom('', '.', ' ', '-')).map(([before, between]) => {
      const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(between);
      return `${before}${groups}`;
    });
  fc.assert(
    fc.property(
      mobile.chain((digits) => fc.tuple(fc.constant(digits), written(digits))),
      ([digits, cell]) => {
        expect(readPhone(cell)).toBe(`0${digits}`);
      }
    )
  );
});

test.each([
  ['120', 120],
  ['1.234', 1234],
  ['1,234', 1234],
  ['1 234 567', 1234567],
  ['12.0', 12],
  [35, 35],
  ['0', undefined],
  ['-3', undefined],
  ['1.5', undefined],
  ['12345678901', undefined],
  ['nhiều', undefined],
  ['', undefined]
] as const)('the count of %j is %j', (cell, count) => {
  expect(readCount(cell)).toBe(count);
});

test('a text is one line, and not longer than it may be', () => {
  expect(readText('  Lo\u0300\u0020\n Thi\u0323 ')).toBe('Lò Thị');
  expect(readText('x'.repeat(5000))).toHaveLength(300);
  expect(readText(1234567890123)).toBe('1234567890123');
});

test.each([
  ['Tổ chức', 'Lò Văn A', 'organisation'],
  ['Cá nhân', 'Công ty A', 'person'],
  ['Doanh nghiệp', '', 'organisation'],
  ['Công dân', '', 'person'],
  ['Cá nhân, tổ chức', 'Công ty TNHH Hoa Ban', 'organisation'],
  ['', 'HTX Chiềng Mai', 'organisation'],
  ['', 'Trường Tiểu học Quyết Thắng', 'organisation'],
  ['', 'Lò Thị Hoa', 'person'],
  ['', 'Sồng A Sở', 'person'],
  ['', '', '']
] as const)('%j of %j is %j', (said, name, kind) => {
  expect(personKindOf(said, name)).toBe(kind);
});

test('two ways to write a person come to one key, and two persons to two', () => {
  const key = (name: string, phone: string, address = '', place = 'x') => personKey({ name, phone, address, place });
  expect(key('Bà LÒ THỊ  HOA', '0912345678')).toBe(key('Lò Thị Hoa (mẹ)', '0912345678'));
  expect(key('Lò Thị Hoa', '0912345678')).not.toBe(key('Lò Thị Hoa', '0912345679'));
  expect(key('Lò Thị Hoa', '', 'Bản Mé, xã A')).toBe(key('lo thi hoa', '', 'bản Mé - xã A'));
  expect(key('Lò Thị Hoa', '', 'Bản Mé', 'x')).not.toBe(key('Lò Thị Hoa', '', 'Bản Mé', 'y'));
  expect(key('Lò Thị Hoa', '', 'Bản Pá')).not.toBe(key('Lò Thị Hoa', '', 'Bản Pạ'));
  expect(key('Lò Thị Hoa', '')).toBe('');
  expect(key('', '0912345678')).toBe('');
  expect(nameKey('Bà Rịa')).toBe('ba ria');
});

test('what is no telephone number stays as it is written', () => {
  expect(phoneText('nhờ cháu gọi')).toEqual({ text: 'nhờ cháu gọi', isRead: false });
  expect(phoneText('+84 912 345 678')).toEqual({ text: '0912345678', isRead: true });
});
