// APP_KEY and what it seals: a wrong key, a changed text and another row's secret are refused; the key's file is private and apart.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadAppKey } from '../../src/lib/server/app-key';
import { ConfigError, readConfig } from '../../src/lib/server/config';
import { markOf, secretBox } from '../../src/lib/server/secret-box';
import { matchTotp, totpAddress, totpCode, totpKeyText } from '../../src/lib/server/totp';

const KEY = Buffer.alloc(32, 7);
const PLAIN = Buffer.from('secret of an account');

describe('a sealed secret', () => {
  const box = secretBox(KEY);
  const sealed = box.seal(PLAIN, 'second_factors:u1');

  test('opens where it was sealed for, and differs each time', () => {
    expect(box.open(sealed, 'second_factors:u1')).toEqual(PLAIN);
    expect(box.seal(PLAIN, 'second_factors:u1')).not.toBe(sealed);
    expect(sealed).not.toContain(PLAIN.toString('base64url'));
    expect(markOf(sealed)).toBe(box.mark);
  });

  const other = secretBox(Buffer.alloc(32, 8));
  test.each([
    ['in another row', () => box.open(sealed, 'second_factors:u2')],
    ['with another key', () => other.open(sealed, 'second_factors:u1')],
    ['with another key that claims to be it', () => other.open(sealed.replace(box.mark, other.mark), 'second_factors:u1')],
    ['changed', () => box.open(`${sealed.slice(0, -4)}AAAA`, 'second_factors:u1')],
    ['cut short', () => box.open(sealed.slice(0, 20), 'second_factors:u1')],
    ['empty', () => box.open('', 'second_factors:u1')]
  ])('does not open %s', (_, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'app-key-wrong' }));
  });
});

test('a keyed mark is the same for the same text, purpose and key, and for no other', () => {
  const [box, other] = [secretBox(KEY), secretBox(Buffer.alloc(32, 8))];
  const mark = box.keyedMark('dossier', 'H56-1');
  expect(mark).toMatch(/^[\w-]{22}$/);
  expect(secretBox(KEY).keyedMark('dossier', 'H56-1')).toBe(mark);
  const others = [box.keyedMark('dossier', 'H56-2'), box.keyedMark('person', 'H56-1'), other.keyedMark('dossier', 'H56-1')];
  expect(new Set([mark, ...others]).size).toBe(4);
});

describe('the key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-key-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const settings = (file: string, databaseUrl = 'sqlite::memory:') => ({ appKey: undefined, appKeyFile: join(folder, file), databaseUrl });

  test('is made once, for its owner alone, and found again', () => {
    const made = loadAppKey(settings('made.key'), true);
    expect(made).toMatchObject({ source: 'file', isNew: true });
    expect(made!.bytes).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'made.key')).mode & 0o777).toBe(0o600);
    expect(loadAppKey(settings('made.key'), true)).toEqual({ ...made, isNew: false });
    chmodSync(join(folder, 'made.key'), 0o644);
    expect(loadAppKey(settings('made.key'), true)!.isReadable).toBe(process.platform !== 'win32');
  });

  test('is not made where secrets wait for the one that sealed them, nor where the place cannot be written', () => {
    expect(loadAppKey(settings('lost.key'), false)).toBeUndefined();
    expect(existsSync(join(folder, 'lost.key'))).toBe(false);
    expect(loadAppKey(settings('no-such-folder/new.key'), true)).toBeUndefined();
  });

  test('of the environment comes first, as hexadecimal digits or base64', () => {
    for (const text of [KEY.toString('hex'), KEY.toString('base64'), KEY.toString('base64url')])
      expect(loadAppKey({ ...settings('never.key'), appKey: readConfig({ APP_KEY: text }).appKey }, true)).toMatchObject({
        bytes: KEY,
        source: 'environment'
      });
    expect(existsSync(join(folder, 'never.key'))).toBe(false);
  });

  test('that is none stops the start, without being repeated', () => {
    writeFileSync(join(folder, 'wrong.key'), 'a-short-secret');
    expect(() => loadAppKey(settings('wrong.key'), true)).toThrow(ConfigError);
    expect(readFileSync(join(folder, 'wrong.key'), 'utf8')).toBe('a-short-secret');
    expect(() => readConfig({ APP_KEY: 'a-short-secret' })).toThrow('APP_KEY');
    expect(() => readConfig({ APP_KEY: 'a-short-secret' })).not.toThrow('a-short-secret');
  });

  test('does not lie with the data', () => {
    const url = `sqlite:${join(folder, 'data', 'x.sqlite')}`;
    expect(() => loadAppKey(settings('data/app.key', url), true)).toThrow('APP_KEY_FILE');
    expect(() => loadAppKey(settings('data/below/app.key', url), true)).toThrow('APP_KEY_FILE');
    expect(loadAppKey(settings('beside.key', url), true)).toMatchObject({ isNew: true });
  });
});

describe('codes of an app', () => {
  // RFC 6238, appendix B, the last six digits of SHA-1's.
  const secret = Buffer.from('12345678901234567890');
  test.each([
    [1_111_111_111, '050471'],
    [1_111_111_109, '081804'],
    [2_000_000_000, '279037']
  ])('at %i s', (seconds, code) => {
    const now = new Date(seconds * 1000);
    expect(totpCode(secret, now)).toBe(code);
    expect(matchTotp(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(Math.floor(seconds / 30));
    for (const steps of [-1, 1]) expect(matchTotp(secret, totpCode(secret, now, steps), now)).toBe(Math.floor(seconds / 30) + steps);
    for (const steps of [-2, 2]) expect(matchTotp(secret, totpCode(secret, now, steps), now)).toBeUndefined();
    for (const odd of ['', '28708', '2870822', 'abcdef', '28708２x']) expect(matchTotp(secret, odd, now)).toBeUndefined();
  });

  test('an app reads the address, a person the key', () => {
    expect(totpAddress(secret, 'Ý kiến', 'a@b.vn')).toMatch(
      /^otpauth:\/\/totp\/%C3%9D%20ki%E1%BA%BFn:a%40b\.vn\?issuer=[^+]*&.*secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ/
    );
    expect(totpKeyText(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  });
});
