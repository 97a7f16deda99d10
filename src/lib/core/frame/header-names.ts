/** What columns are called in lists that one-stop software, communes and offices export: folded, without marks between the words. */
import { foldText } from '../vietnamese/fold';
import type { FrameField, FrameKind } from './frame-fields';

/** @example headerKey('Mã  hồ-sơ (*)') === 'ma ho so' */
export function headerKey(header: string): string {
  return foldText(header.slice(0, 200))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The likelier a name, the further to the front. */
const NAMES: Readonly<Record<FrameField, readonly string[]>> = {
  dossierCode: [
    ...['ma ho so', 'so ho so', 'ma so ho so', 'ma hs', 'so hs', 'ma bien nhan', 'so bien nhan', 'so bien lai', 'so phieu'],
    ...['dossier code', 'dossier number', 'dossier', 'file number']
  ],
  agency: [
    ...['co quan giai quyet', 'don vi xu ly', 'don vi giai quyet', 'co quan xu ly', 'co quan thuc hien', 'don vi thuc hien'],
    ...[
      'co quan chu tri',
      'don vi chu tri',
      'co quan giai quyet tthc',
      'handling agency',
      'ten don vi',
      'ten co quan',
      'don vi',
      'co quan'
    ],
    ...['ma don vi', 'ma co quan', 'agency code', 'agency']
  ],
  counter: [
    ...['noi tiep nhan', 'diem tiep nhan', 'quay tiep nhan', 'bo phan tiep nhan', 'don vi tiep nhan', 'co quan tiep nhan'],
    ...['noi nop ho so', 'noi nop', 'ma diem tiep nhan', 'receiving counter', 'counter']
  ],
  serviceField: ['linh vuc', 'ten linh vuc', 'linh vuc giai quyet', 'linh vuc thu tuc', 'service field', 'field', 'nhom thu tuc'],
  completedOn: [
    ...[
      'ngay tra ket qua',
      'ngay hoan thanh',
      'ngay tra kq',
      'ngay tra thuc te',
      'ngay ket thuc xu ly',
      'ngay ket thuc',
      'ngay co ket qua'
    ],
    ...['ngay giai quyet xong', 'ngay xu ly xong', 'thoi gian hoan thanh', 'thoi gian tra ket qua', 'thoi diem tra ket qua', 'ngay tra'],
    ...['completion date', 'completed on', 'date completed', 'completed']
  ],
  personKind: [
    ...['doi tuong', 'loai doi tuong', 'doi tuong nop', 'loai nguoi nop', 'loai chu ho so', 'loai khach hang', 'ca nhan hay to chuc'],
    ...['person or organisation', 'applicant type']
  ],
  name: [
    ...['ho va ten', 'ho ten', 'ten nguoi nop', 'nguoi nop', 'nguoi nop ho so', 'chu ho so', 'ten chu ho so', 'ten khach hang'],
    ...[
      'nguoi yeu cau',
      'to chuc ca nhan',
      'ca nhan to chuc',
      'ten to chuc ca nhan',
      'ten ca nhan to chuc',
      'to chuc cong dan',
      'cong dan'
    ],
    ...['full name', 'applicant', 'applicant name', 'name']
  ],
  phone: [
    'so dien thoai',
    'sdt',
    'dien thoai',
    'so dt',
    'dtdd',
    'so di dong',
    'di dong',
    'dt',
    'phone number',
    'phone',
    'mobile',
    'telephone'
  ],
  address: [
    ...['dia chi', 'dia chi lien he', 'dia chi thuong tru', 'noi cu tru', 'noi o', 'noi o hien nay', 'cho o hien nay', 'thuong tru'],
    'address'
  ],
  area: ['khu vuc', 'vung', 'thanh thi nong thon', 'do thi nong thon', 'loai khu vuc', 'area', 'region', 'urban rural'],
  village: [
    ...['thon ban to dan pho', 'thon ban tdp', 'thon to dan pho', 'thon tdp', 'thon ban', 'to dan pho', 'tdp', 'thon', 'ban', 'tieu khu'],
    ...['khu dan cu', 'khu pho', 'ap', 'khom', 'ten thon', 'ten ban', 'village']
  ],
  size: [
    ...[
      'so ho',
      'so ho gia dinh',
      'so ho dan',
      'so nhan khau',
      'nhan khau',
      'so khau',
      'so nguoi',
      'so nguoi tu 18 tuoi',
      'dan so',
      'quy mo'
    ],
    ...['size', 'households', 'population']
  ]
};

const COMMUNES = ['xa phuong dac khu', 'xa phuong', 'phuong xa', 'ten xa', 'xa', 'phuong', 'don vi hanh chinh', 'commune', 'ma xa'];

/** Of lists of people and places rather than dossiers. */
const NAMES_OF_KIND: Readonly<Record<FrameKind, Readonly<Partial<Record<FrameField, readonly string[]>>>>> = {
  transactions: {},
  households: {
    agency: COMMUNES,
    dossierCode: ['ma ho', 'ma so ho', 'ma ho gia dinh', 'so ho khau', 'household code'],
    name: ['ho va ten chu ho', 'ho ten chu ho', 'ten chu ho', 'chu ho', 'household head', 'household']
  },
  villages: { agency: COMMUNES }
};

/** Words that make a column another one than its other words say: the day a result was promised is not the day it was given. */
const NOT: Readonly<Partial<Record<FrameField, RegExp>>> = {
  completedOn: /\b(hen|du kien|han|nhan|nop|sinh|cap)\b/,
  agency: /\b(tiep nhan|nop|cong tac|cap)\b/,
  name: /\b(thu tuc|can bo|cong chuc|linh vuc|don vi|co quan|dia chi|ngay|so|ma|file|tep)\b/,
  address: /\b(email|thu|mang)\b/,
  dossierCode: /\b(linh vuc|thu tuc|don vi|so luong|loai)\b/,
  size: /\b(ho so|ho khau|nha|dien thoai)\b/,
  phone: /\b(email)\b/
};

/** How likely a column of that header is the field; 0: it is not. */
export function likeness(kind: FrameKind, field: FrameField, key: string): number {
  if (key === '' || NOT[field]?.test(key)) return 0;
  const names = [...(NAMES_OF_KIND[kind][field] ?? []), ...NAMES[field]];
  const exact = names.indexOf(key);
  if (exact >= 0) return 1000 - exact;
  // Of the names that stand in it as whole words the longest, and the more of the header it is the better.
  const within = names.filter((name) => name.length > 3 && ` ${key} `.includes(` ${name} `)).map((name) => name.length);
  return within.length === 0 ? 0 : Math.round((500 * Math.max(...within)) / key.length);
}
