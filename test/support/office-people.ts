/** People of a small province's office, by their roles, as requests carry them. */
import type { Asking } from '../../src/lib/server/auth/access';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import type { Db } from '../../src/lib/server/schema';
import { findActiveUser } from '../../src/lib/server/store/users';
import { makeUser } from './make-user';

export const NOW = new Date('2026-03-10T03:00:00Z');
export const PASSWORD = 'hoa ban nở tháng ba';
export const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

/** A province `p` with the communes `c1` Xã Chiềng Mai, `c2` Xã Chiềng Mung and the department `d`; an administrator at each of `p`, `c1`. */
export async function makeOffice(db: Db) {
  const agency = (code: string, vi: string, kind: 'province' | 'commune' | 'department', parentCode?: string) =>
    createAgency(db, { code, kind, name: { vi, en: '' }, parentCode, validFrom: '2025-07-01' });
  const agencies = {
    p: await agency('p', 'Tỉnh Sơn La', 'province'),
    c1: await agency('c1', 'Xã Chiềng Mai', 'commune', 'p'),
    c2: await agency('c2', 'Xã Chiềng Mung', 'commune', 'p'),
    d: await agency('d', 'Sở Nội vụ', 'department', 'p')
  };
  const person = (email: string, name: string, role: string, agencyCode: string) =>
    makeUser(db, { email, name, role, agencyCode, password: PASSWORD }, NOW);
  return {
    agencies,
    first: await person('first@sonla.vn', 'Đỗ Thị Ánh', 'administrator', 'p'),
    local: await person('local@sonla.vn', 'Cầm Văn Yên', 'administrator', 'c1'),
    coordinator: await person('coordinator@sonla.vn', 'Hà Văn Thắng', 'coordinator', 'p'),
    viewer: await person('viewer@sonla.vn', 'Lò Thị Xuân', 'agency_viewer', 'c1'),
    elsewhere: await person('elsewhere@sonla.vn', 'Quàng Văn Hà', 'agency_viewer', 'c2')
  };
}

export async function askingAs(db: Db, id: string): Promise<Asking> {
  return { user: (await findActiveUser(db, id, '2026-03-10')) ?? null, language: 'vi' };
}

export function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}
