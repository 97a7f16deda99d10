import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../src/lib/server/auth/password';

const PASSWORD = 'một mật khẩu dài';

test('a password is kept as Argon2id with the agreed cost, and each time with another salt', async () => {
  const first = await hashPassword(PASSWORD);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashPassword(PASSWORD)).not.toBe(first);
});

test('it is recognised however its accents were typed, and no other is', async () => {
  const stored = await hashPassword(PASSWORD.normalize('NFC'));
  expect(await verifyPassword(stored, PASSWORD.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(stored, `${PASSWORD} `)).toBe(false);
});

test('eleven characters are too few, twelve are enough; accents and emoji count once', async () => {
  await expect(hashPassword('a'.repeat(11))).rejects.toMatchObject({ code: 'password-short', parameters: { min: 12 } });
  await expect(hashPassword('ộ'.normalize('NFD').repeat(11))).rejects.toMatchObject({ code: 'password-short' });
  await expect(hashPassword('🌸'.repeat(11))).rejects.toMatchObject({ code: 'password-short' });
  await expect(hashPassword('aần bốn lá x'.repeat(1))).resolves.toContain('argon2id');
});

test('an account that does not exist is checked at the same cost and never entered', async () => {
  expect(await verifyPassword(undefined, PASSWORD)).toBe(false);
  const cost = (hash: string) => hash.split('$').slice(1, 4).join('$');
  const source = readFileSync('src/lib/server/auth/password.ts', 'utf8');
  const nobodys = /'(\$argon2id[^']+)'/.exec(source)?.[1] ?? '';
  expect(cost(nobodys)).toBe(cost(await hashPassword(PASSWORD)));
});
