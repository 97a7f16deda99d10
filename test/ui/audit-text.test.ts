// What the audit log says of a change, as an official reads it: codes, rules, roles and parts in words, what people typed as they typed it.
import { expect, test } from 'vitest';
import { valueText } from '../../src/lib/i18n/audit-text';

const RULE = {
  counter: '37KKND9R',
  days: { from: '2026-11-01', to: '2026-11-26' },
  allOf: ['outside-hours', 'too-fast'],
  fasterThanMs: 30_000,
  minutes: { from: 1020, to: 1320 },
  oddOnly: true
};

test('a rule is a sentence in both languages', () => {
  expect(valueText('rule', JSON.stringify(RULE), 'vi')).toBe(
    'Phiếu từ 01/11/2026 đến 26/11/2026 tại điểm tiếp nhận 37KK-ND9R, gửi ngoài giờ làm việc, điền nhanh bất thường, điền trong chưa đầy 30 giây, gửi từ 17:00 đến trước 22:00 và thuộc nhóm lạ nhất của quầy trong tháng'
  );
  const english = valueText('rule', JSON.stringify({ days: RULE.days, oddOnly: true }), 'en');
  expect(english).toBe("Forms from 01/11/2026 to 26/11/2026 and among the oddest of the counter's month");
  expect(valueText('rule', 'tay', 'vi')).toBe('tay');
});

test.each([
  ['how', 'rule', 'Theo quy tắc'],
  ['ground', 'too-fast', 'Điền nhanh bất thường'],
  ['ground', 'other', 'Lý do khác'],
  ['outcome', 'hold', 'tạm giữ'],
  ['given', 'coordinator Phường Tô Hiệu', 'Điều phối viên (Phường Tô Hiệu)'],
  ['role', 'coordinator', 'Điều phối viên'],
  ['part', 'item/late_apology', 'Câu late_apology'],
  ['part', 'settings/form', 'Thông tin chung'],
  ['month', '2026-11', '11/2026'],
  ['period', 'all', 'all'],
  ['required_items', '["q1","q2"]', 'q1, q2'],
  ['required_items', '[]', '–'],
  ['from', '0001-01-01', '–'],
  ['from', '2026-03-10', '10/03/2026'],
  ['locked', true, 'có'],
  ['rows', 12_000, '12.000'],
  ['state', 'open', 'Đang mở'],
  ['name', 'Open', 'Open']
])('%s: %s', (field, value, said) => {
  expect(valueText(field, value, 'vi')).toBe(said);
});
