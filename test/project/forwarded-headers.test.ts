import { expect, test } from 'vitest';
import { keepTrustedForwarding } from '../../scripts/forwarded-headers';

const FORGED = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-port': '1',
  forwarded: 'for=x'
};

function headersAfter(headers: Record<string, string>, remoteAddress: string, trustLoopbackProxy: boolean) {
  const request: { headers: Record<string, string>; socket: { remoteAddress: string } } = {
    headers: { host: 'ykien.example:3000', ...headers },
    socket: { remoteAddress }
  };
  keepTrustedForwarding(request, trustLoopbackProxy);
  return request.headers;
}

const OWN = { host: 'ykien.example:3000', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'ykien.example:3000' };

test('without a named proxy, forwarded headers are replaced by what the connection says', () => {
  expect(headersAfter(FORGED, '127.0.0.1', false)).toEqual({ ...OWN, 'x-forwarded-for': '127.0.0.1' });
});

test('a request from elsewhere is not believed, even with a named proxy', () => {
  expect(headersAfter(FORGED, '192.0.2.7', true)).toEqual({ ...OWN, 'x-forwarded-for': '192.0.2.7' });
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('the named proxy at %s is believed', (peer) => {
  expect(headersAfter(FORGED, peer, true)).toEqual({
    host: 'ykien.example:3000',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '203.0.113.9'
  });
});

test('of several addresses the one that the proxy itself saw counts', () => {
  expect(headersAfter({ 'x-forwarded-for': '10.0.0.1, 203.0.113.9' }, '::1', true)['x-forwarded-for']).toBe('203.0.113.9');
});

test('a protocol other than https is http', () => {
  expect(headersAfter({ 'x-forwarded-proto': 'javascript' }, '::1', true)['x-forwarded-proto']).toBe('http');
});
