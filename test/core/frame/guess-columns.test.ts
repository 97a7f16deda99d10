// Headers as one-stop software, communes and offices write them lead to the right fields.
import { expect, test } from 'vitest';
import { findHeader, guessColumns, rememberColumns } from '../../../src/lib/core/frame/guess-columns';
import type { FrameKind } from '../../../src/lib/core/frame/frame-fields';

const guessed = (kind: FrameKind, ...headers: readonly string[]) =>
  Object.fromEntries(Object.entries(guessColumns(kind, headers)).map(([field, column]) => [field, headers[column]]));

test.each([
  [
    'transactions',
    ['STT', 'Mã hồ sơ', 'Tên thủ tục', 'Lĩnh vực', 'Cơ quan giải quyết', 'Nơi tiếp nhận', 'Ngày tiếp nhận', 'Ngày hẹn trả'],
    ['Ngày trả kết quả', 'Người nộp', 'SĐT', 'Địa chỉ', 'Đối tượng', 'Cán bộ xử lý'],
    {
      dossierCode: 'Mã hồ sơ',
      serviceField: 'Lĩnh vực',
      agency: 'Cơ quan giải quyết',
      counter: 'Nơi tiếp nhận',
      completedOn: 'Ngày trả kết quả',
      name: 'Người nộp',
      phone: 'SĐT',
      address: 'Địa chỉ',
      personKind: 'Đối tượng'
    }
  ],
  [
    'transactions',
    ['SO HO SO', 'DON VI XU LY', 'LINH VUC', 'NGAY HOAN THANH', 'HO VA TEN', 'DIEN THOAI', 'DIA CHI', 'THON/BAN/TO DAN PHO', 'KHU VUC'],
    [],
    {
      dossierCode: 'SO HO SO',
      agency: 'DON VI XU LY',
      serviceField: 'LINH VUC',
      completedOn: 'NGAY HOAN THANH',
      name: 'HO VA TEN',
      phone: 'DIEN THOAI',
      address: 'DIA CHI',
      village: 'THON/BAN/TO DAN PHO',
      area: 'KHU VUC'
    }
  ],
  [
    'transactions',
    ['Dossier code', 'Handling agency', 'Receiving counter', 'Service field', 'Completion date', 'Applicant', 'Phone number', 'Address'],
    ['Village'],
    {
      dossierCode: 'Dossier code',
      agency: 'Handling agency',
      counter: 'Receiving counter',
      serviceField: 'Service field',
      completedOn: 'Completion date',
      name: 'Applicant',
      phone: 'Phone number',
      address: 'Address',
      village: 'Village'
    }
  ],
  [
    'transactions',
    ['Số biên nhận', 'Đơn vị giải quyết (*)', 'Thời gian trả kết quả', 'Tên tổ chức, cá nhân', 'Số ĐT', 'Địa chỉ thường trú', 'Email'],
    [],
    {
      dossierCode: 'Số biên nhận',
      agency: 'Đơn vị giải quyết (*)',
      completedOn: 'Thời gian trả kết quả',
      name: 'Tên tổ chức, cá nhân',
      phone: 'Số ĐT',
      address: 'Địa chỉ thường trú'
    }
  ],
  [
    'households',
    ['TT', 'Mã hộ', 'Họ tên chủ hộ', 'Xã/phường', 'Thôn, bản, tổ dân phố', 'Số nhân khẩu', 'Điện thoại', 'Ngày sinh'],
    [],
    {
      dossierCode: 'Mã hộ',
      name: 'Họ tên chủ hộ',
      agency: 'Xã/phường',
      village: 'Thôn, bản, tổ dân phố',
      phone: 'Điện thoại'
    }
  ],
  ['villages', ['Xã', 'Tên bản', 'Số hộ', 'Vùng'], [], { agency: 'Xã', village: 'Tên bản', size: 'Số hộ', area: 'Vùng' }]
] as const)('%s: %j', (kind, headers, more, fields) => {
  expect(guessed(kind, ...headers, ...more)).toEqual(fields);
});

test('a column is one field, and the days of other steps are not the day of the result', () => {
  expect(guessed('transactions', 'Ngày hẹn trả', 'Ngày nộp', 'Ngày sinh')).toEqual({});
  expect(guessed('transactions', 'Đơn vị tiếp nhận', 'Đơn vị')).toEqual({ counter: 'Đơn vị tiếp nhận', agency: 'Đơn vị' });
});

test('the header is found below the title of the list', () => {
  const rows = [
    ['ỦY BAN NHÂN DÂN TỈNH', '', ''],
    ['DANH SÁCH HỒ SƠ', '', ''],
    ['', '', ''],
    ['Mã hồ sơ', 'Đơn vị xử lý', 'Ngày hoàn thành'],
    ['1', 'Sở A', '1/7/2026']
  ];
  expect(findHeader('transactions', rows)).toBe(3);
  expect(findHeader('transactions', [['Danh sách'], ['A', 'B'], ['1', '2']])).toBe(1);
  expect(findHeader('transactions', [])).toBe(0);
});

test('what an earlier list was read by comes first, by the names of its columns', () => {
  const headers = ['Ghi chú', 'Đơn vị', 'Đơn vị xử lý', 'Ngày hoàn thành'];
  expect(rememberColumns('transactions', headers, { agency: 'Đơn vị', name: 'Ghi chú', phone: 'Không còn' })).toEqual({
    agency: 1,
    name: 0,
    completedOn: 3
  });
});
