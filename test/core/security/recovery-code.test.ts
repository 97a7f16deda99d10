import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeAgent } from '../../../src/lib/core/security/describe-agent';
import { makeRecoveryCodes, readRecoveryCode } from '../../../src/lib/core/security/recovery-code';

test('recovery codes are ten, of four groups of four, and use every letter of their alphabet', () => {
  const codes = makeRecoveryCodes(Uint8Array.from({ length: 160 }, (_, i) => i));
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
});

test('a code is understood however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 160, maxLength: 160 }), fc.constantFrom('', ' ', '-', ' - '), (bytes, gap) => {
      const [code = ''] = makeRecoveryCodes(bytes);
      expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', gap).replaceAll('0', 'o').replaceAll('1', 'l')}`)).toBe(code);
    })
  );
});

test.each(['', '123456', '0000-0000-0000-000', '0000-0000-0000-00000', '0000-0000-0000-000U', 'một-hai-ba-bốn!!!'])(
  '%s is no code',
  (typed) => {
    expect(readRecoveryCode(typed)).toBeUndefined();
  }
);

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Chrome', 'Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge',
    'Windows'
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone'
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36',
    'Samsung Internet',
    'Android'
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  ['curl/8.0', undefined, undefined]
])('%s', (agent, browser, system) => {
  expect(describeAgent(agent)).toEqual({ browser, system });
});
