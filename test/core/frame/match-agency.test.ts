// Agencies by code or name on the day, with what became of them; never one outside the owner's tree, never a guess.
import { expect, test } from 'vitest';
import type { NamedVersion } from '../../../src/lib/core/frame/match-agency';
import { agencyKey, agencyMatcher } from '../../../src/lib/core/frame/match-agency';
import { counterMatcher } from '../../../src/lib/core/frame/match-counter';

const version = (id: string, nameVi: string, change: Partial<NamedVersion> = {}): NamedVersion => ({
  agencyId: id,
  code: `C-${id}`,
  nameVi,
  nameEn: `${id} in English`,
  isOwn: true,
  validFrom: '0001-01-01',
  validTo: null,
  ...change
});

const VERSIONS = [
  version('p', 'Tỉnh Sơn La'),
  version('a', 'Xã Chiềng Mai'),
  version('renamed', 'Sở Thông tin', { validTo: '2025-02-28' }),
  version('renamed', 'Sở Khoa học và Công nghệ', { validFrom: '2025-03-01' }),
  version('merged', 'Xã Mường Bon', { validTo: '2025-06-30' }),
  version('split', 'Xã Mường Chia', { validTo: '2025-06-30' }),
  version('twin1', 'Phòng Kinh tế'),
  version('twin2', 'Phòng Kinh tế'),
  version('other', 'Xã Bên Kia', { isOwn: false }),
  version('late', 'Phường Mới', { validFrom: '2025-07-01' })
];
const SUCCESSIONS = [
  { predecessorId: 'merged', successorId: 'a', onDay: '2025-07-01' },
  { predecessorId: 'split', successorId: 'a', onDay: '2025-07-01' },
  { predecessorId: 'split', successorId: 'late', onDay: '2025-07-01' }
];
const matcher = agencyMatcher({
  versions: VERSIONS,
  successions: SUCCESSIONS,
  today: '2026-07-01',
  byHand: new Map([[agencyKey('Một cửa Mai Sơn'), 'C-a']])
});

test.each([
  ['Xã Chiềng Mai', '2026-07-01', 'a'],
  ['UBND xã chieng mai, tỉnh Sơn La', '2026-07-01', 'a'],
  ['Ủy ban nhân dân xã Chiềng Mai', undefined, 'a'],
  ['c-a', '2026-07-01', 'a'],
  ['a in english', '2026-07-01', 'a'],
  ['Sở Thông tin', '2025-01-05', 'renamed'],
  ['Sở Khoa học và Công nghệ', '2025-01-05', 'renamed'],
  ['Xã Mường Bon', '2025-06-30', 'merged'],
  ['Xã Mường Bon', '2025-07-02', 'a'],
  ['C-merged', '2025-07-02', 'a'],
  ['Một cửa Mai Sơn', '2026-07-01', 'a']
])('%j on %j is %j', (written, day, id) => {
  expect(matcher.match(written, day)).toEqual({ id });
});

test.each([
  ['', '2026-07-01', 'agency-missing'],
  ['Xã Không Có', '2026-07-01', 'agency-unknown'],
  ['Phòng Kinh tế', '2026-07-01', 'agency-ambiguous'],
  ['Xã Mường Chia', '2025-07-02', 'agency-ended'],
  ['Phường Mới', '2025-01-05', 'agency-ended'],
  ['C-other', '2026-07-01', 'agency-outside'],
  ['Xã Bên Kia', '2026-07-01', 'agency-unknown']
])('%j on %j is refused: %j', (written, day, reason) => {
  expect(matcher.match(written, day)).toMatchObject({ reason });
});

test('a counter by its code or name, first of the agency that handled the dossier', () => {
  const find = counterMatcher([
    { id: '1', code: 'abcd2345xy', name: 'Một cửa', agencyId: 'a' },
    { id: '2', code: 'zzzz2345xy', name: 'Một cửa', agencyId: 'b' },
    { id: '3', code: 'qqqq2345xy', name: 'Quầy số 3', agencyId: 'b' }
  ]);
  expect(find('ABCD-2345-XY', 'b')).toBe('1');
  expect(find('một cửa', 'b')).toBe('2');
  expect(find('Một cửa', 'c')).toBeNull();
  expect(find('Quầy số 3', 'a')).toBe('3');
  expect(find('Quầy số 4', 'a')).toBeNull();
});

test('names that are alike without marks are told apart by them, also where one was matched by hand; without marks nobody guesses', () => {
  const parts = { versions: [version('ha', 'Xã Sơn Hà'), version('high', 'Xã Sơn Hạ')], successions: [], today: '2026-07-01' };
  const { match } = agencyMatcher({ ...parts, byHand: new Map() });
  expect(match('UBND xã Sơn Hạ, tỉnh Quảng Ngãi', undefined)).toEqual({ id: 'high' });
  expect(match('XÃ SƠN HÀ', undefined)).toEqual({ id: 'ha' });
  expect(match('xa son ha', undefined)).toMatchObject({ reason: 'agency-ambiguous' });
  const byHand = agencyMatcher({ ...parts, byHand: new Map([[agencyKey('xa son ha'), 'C-high']]) });
  expect(['xa son ha', 'Xã Sơn Hà', 'Xã Sơn Hạ'].map((written) => byHand.match(written, undefined))).toEqual(
    ['high', 'ha', 'high'].map((id) => ({ id }))
  );
});
