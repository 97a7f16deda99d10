import { expect, test } from 'vitest';
import { judgePassword } from '../../../src/lib/core/account/predictable-password';
import { readEmail } from '../../../src/lib/core/account/read-email';
import { Problem } from '../../../src/lib/core/problem';

const COMMON = new Set(['password', 'iloveyou', 'qwertyuiop', 'anhyeuem', 'dragon', '123456']);
const OWNER = { name: 'Lò Văn Quản', email: 'quan.lo@sonla.gov.vn' };

test.each([
  'password2026!',
  'P@ssw0rd-2026',
  'passwordpassword',
  'Mật khẩu 123456',
  'matkhau@quantri1',
  'I Love You 2024',
  'dragondragon99',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'abcdefghijklmn',
  'qwertyuiop[]asdf',
  '014190001234',
  '!!!!!!!!!!!!',
  'Sơn La @ 2026 !!',
  'ubnd-sonla-motcua'
])('%s is tried first', (password) => {
  expect(judgePassword(password, OWNER, COMMON)).toBe('common');
});

test.each(['Lò Văn Quản 1980', 'quan.lo@2026!!', 'LoVanQuan-matkhau', 'sonla.gov.vn-Quản'])('%s is made of the owner', (password) => {
  expect(judgePassword(password, OWNER, COMMON)).toBe('personal');
});

test.each([
  'hoa ban nở tháng ba',
  'một mật khẩu dài',
  'mat-khau-cua-phep-thu',
  'correct horse battery staple',
  'Quản thích cá suối nướng',
  'xk7#Vq2m!pR9'
])('%s stands', (password) => {
  expect(judgePassword(password, OWNER, COMMON)).toBeUndefined();
});

test('the name of somebody else does not count against a password', () => {
  expect(judgePassword('Lò Văn Quản 1980', { name: 'Hà Thị Mai', email: 'mai@x.vn' }, COMMON)).toBeUndefined();
});

test.each([' a.b@tinh.gov.vn ', 'ý.kiến@tỉnh.vn'])('%s is an address', (typed) => {
  expect(readEmail(typed)).toBe(typed.normalize('NFC').trim());
});

test.each(['', 'a@b', 'a b@c.vn', 'a@b.vn, c@d.vn', '<a@b.vn>', 'a@b.vn\nBcc: c@d.vn', `${'a'.repeat(65)}@b.vn`, 'a"b@c.vn', 'a@@b.vn'])(
  '%j is none',
  (typed) => {
    expect(() => readEmail(typed)).toThrow(Problem);
  }
);
