import { expect, test } from 'vitest';
import { ConfigError, readConfig, SETTING_NAMES } from '../../src/lib/server/config';
import { codeFiles, readText, readTexts } from './source-files';

const example = [...readText('.env.example').matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));

test('.env.example lists every setting, and nothing else', () => {
  expect(example.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort());
});

test('the values of .env.example are the defaults', () => {
  expect(readConfig(Object.fromEntries(example.map(({ name, value }) => [name, value])))).toEqual(readConfig({}));
});

test('settings are read in one module', () => {
  const elsewhere = codeFiles().filter((path) => path.startsWith('src/') && /process\.env\.|\$env\//.test(readText(path)));
  expect(elsewhere).toEqual([]);
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'three'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['PUBLIC_URL', 'example.gov.vn'],
  ['PUBLIC_URL', 'https://example.gov.vn/'],
  ['TRUSTED_PROXY', '10.0.0.1'],
  ['LOG_LEVEL', 'loud'],
  ['SMTP_URL', 'http://mail.example.vn'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'A <a@b.vn>, c@d.vn'],
  ['DEMO', 'yes']
])('a wrong %s (%s) is refused with a sentence that names it', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(name);
});

test('a mail server needs a sender, and an address for the links', () => {
  const mail = { SMTP_URL: 'smtp://user:secret@mail.example.vn:587', MAIL_FROM: 'Sở Nội vụ <a@b.vn>', PUBLIC_URL: 'https://b.vn' };
  expect(readConfig(mail)).toMatchObject({ smtpUrl: mail.SMTP_URL, mailFrom: mail.MAIL_FROM });
  expect(() => readConfig({ ...mail, MAIL_FROM: '' })).toThrow('MAIL_FROM');
  expect(() => readConfig({ ...mail, PUBLIC_URL: '' })).toThrow('PUBLIC_URL');
});

test('the password of a database is not repeated in the sentence', () => {
  expect(() => readConfig({ SMTP_URL: 'mail://user:secret@host' })).not.toThrow('secret');
  expect(() => readConfig({ DATABASE_URL: 'mysql://user:secret@host/x' })).not.toThrow('secret');
});

test('every setting is used', () => {
  const code = readTexts(codeFiles().filter((path) => path !== 'src/lib/server/config.ts'));
  const unused = Object.keys(readConfig({ PUBLIC_URL: 'https://example.gov.vn' })).filter((key) => !new RegExp(`\\b${key}\\b`).test(code));
  expect(unused).toEqual([]);
});
