import { describe, expect, test } from 'vitest';
import { isCrossSite } from '../../src/lib/server/auth/cross-site';
import { isOfficePage, isOpenToAll, needsSignIn } from '../../src/lib/server/auth/guard';
import { networkOf } from '../../src/lib/server/auth/network-of';
import { pageOf, wayBack } from '../../src/lib/server/auth/way-back';

describe('a request that changes something', () => {
  const url = new URL('http://may-chu:3000/admin/sign-out');
  const crossSite = (headers: Record<string, string>, method = 'POST', publicUrl?: string) =>
    isCrossSite({ request: { method, headers: new Headers(headers) }, url }, publicUrl);

  test.each<[string, Record<string, string>, boolean]>([
    ['from this site', { origin: 'http://may-chu:3000' }, false],
    ['from this site, the page came by https', { origin: 'https://may-chu:3000' }, false],
    ['from another site', { origin: 'https://evil.example' }, true],
    ['from another port', { origin: 'http://may-chu:3001' }, true],
    ['from a name that begins alike', { origin: 'http://may-chu:3000.evil.example' }, true],
    ['from a sandboxed frame', { origin: 'null' }, true],
    ['with an empty Origin', { origin: '' }, true],
    ['that a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, true],
    ['that a browser calls cross-site, whatever the Origin', { 'sec-fetch-site': 'cross-site', origin: 'http://may-chu:3000' }, true],
    ['from another name of the same domain', { 'sec-fetch-site': 'same-site' }, true],
    ['that a browser calls same-origin', { 'sec-fetch-site': 'same-origin', origin: 'http://may-chu:3000' }, false],
    ['by a person, not a page', { 'sec-fetch-site': 'none' }, false],
    ['without an Origin, from another site by its Referer', { referer: 'https://evil.example/page' }, true],
    ['without an Origin, from this site by its Referer', { referer: 'http://may-chu:3000/admin' }, false],
    ['by a program', {}, false]
  ])('%s', (_, headers, expected) => {
    expect(crossSite(headers)).toBe(expected);
    expect(crossSite(headers, 'DELETE')).toBe(expected);
  });

  test('may come from the public address, and from no other, where a proxy changes Host', () => {
    const headers = { origin: 'https://ykien.example' };
    expect(crossSite(headers, 'POST', 'https://ykien.example')).toBe(false);
    expect(crossSite(headers, 'POST', 'https://other.example')).toBe(true);
  });

  test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing', (method) => {
    expect(crossSite({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, method)).toBe(false);
  });
});

describe('what stands behind sign-in', () => {
  const asked = (id: string | null, path = '/') => ({ route: { id }, url: new URL(path, 'http://local') });

  test.each<[string | null, string, boolean]>([
    ['/admin', '/admin', true],
    ['/admin/reports/[agency]', '/admin/reports/x', true],
    ['/(office)/admin/reports', '/admin/reports', true],
    ['/admin/reports/[agency]', '/%61dmin/reports/x', true],
    [null, '/admin/no-such-page', true],
    [null, '/%61dmin/no-such-page', true],
    [null, '/%E0%A4%A', false],
    [null, '/administration', false],
    ['/admin/sign-in', '/admin/sign-in', false],
    ['/admin/sign-out', '/admin/sign-out', false],
    [null, '/admin/sign-in/below', true],
    ['/q/[code]', '/q/admin', false],
    ['/healthz', '/healthz', false]
  ])('route %s at %s', (id, path, expected) => {
    expect(needsSignIn(asked(id, path) as never)).toBe(expected);
  });

  test('sign-in itself is an office page, with its language and headers', () => {
    expect(isOfficePage(asked('/admin/sign-in') as never)).toBe(true);
  });

  test("only the citizen's form takes answers from everywhere", () => {
    expect(isOpenToAll(asked('/q/[code]') as never)).toBe(true);
    expect(isOpenToAll(asked('/(citizen)/q/[code]') as never)).toBe(true);
    for (const id of ['/', '/admin/sign-in', '/healthz', '/results/q/x']) expect(isOpenToAll(asked(id) as never)).toBe(false);
  });
});

describe('the way back', () => {
  test.each<[string | null, string]>([
    ['/admin/reports/x?period=2026-Q4', '/admin/reports/x?period=2026-Q4'],
    ['/admin?lang=en', '/admin?lang=en'],
    ['/admin', '/admin'],
    [null, '/admin'],
    ['', '/admin'],
    ['/admin/sign-in?next=/admin/sign-in', '/admin'],
    ['/admin/sign-out', '/admin'],
    ['/administration', '/admin'],
    ['/q/ABC', '/admin'],
    ['https://evil.example/admin', '/admin'],
    ['//evil.example/admin', '/admin'],
    ['/\\evil.example/admin', '/admin'],
    ['/admin/..//evil.example', '/admin'],
    ['/admin/%2e%2e//evil.example', '/admin'],
    ['javascript:alert(1)', '/admin'],
    ['http://[', '/admin']
  ])('%s leads to %s', (next, expected) => {
    expect(wayBack(next)).toBe(expected);
  });

  test('is the page, without the name of the form action that was refused', () => {
    expect(pageOf(new URL('http://x/admin/reports/y?/close'))).toBe('/admin/reports/y');
    expect(pageOf(new URL('http://x/admin/reports/y?sort=n'))).toBe('/admin/reports/y?sort=n');
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0']
])('address %s counts as %s', (address, expected) => {
  expect(networkOf(address)).toBe(expected);
});
