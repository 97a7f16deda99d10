/** A letter and a paper form to lay out: a short one, and what real names and addresses can grow to. */
import type { LetterSettings } from '../../src/lib/core/letter/letter-settings';
import type { LetterPerson, LetterSurvey } from '../../src/lib/i18n/letter-words';

export const LETTER_SETTINGS: LetterSettings = {
  superior: 'UBND tỉnh Sơn La',
  sender: 'Sở Nội vụ tỉnh Sơn La',
  senderEn: 'Department of Home Affairs of Sơn La Province',
  address: 'số 12 đường Khau Cả, phường Tô Hiệu, tỉnh Sơn La',
  place: 'Sơn La',
  phone: '0212 3852 222',
  contact: 'cchc@sonla.example',
  signer: 'Giám đốc Sở Nội vụ',
  signerName: '',
  plan: 'Kế hoạch số 141/KH-UBND ngày 05 tháng 5 năm 2026'
};

export const LETTER_SURVEY: LetterSurvey = {
  language: 'vi',
  name: 'Điều tra xã hội học năm 2026',
  settings: LETTER_SETTINGS,
  kind: 'transactions',
  count: 20_000,
  from: '2026-07-01',
  to: '2026-09-30',
  minutes: 5,
  closesOn: '2026-12-15',
  retentionDays: 90,
  shortUrl: 'ykien.sonla.gov.vn',
  hasForm: true,
  printedOn: '2026-11-27'
};

export const PERSON: LetterPerson = {
  name: 'Nguyễn Thị Minh Khai',
  isOrganisation: false,
  agencyName: 'Xã Chiềng Mai',
  field: 'Hộ tịch',
  serial: '000123',
  printedCode: 'K7M4-PQX3-4ACD'
};

export const LONG_NAME =
  'Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng, Thương mại, Dịch vụ và Xuất nhập khẩu Nông sản Tây Bắc Sông Đà, ' +
  'Chi nhánh khu công nghiệp Mai Sơn';
export const LONG_ADDRESS =
  'Lô CN-12, đường số 7, khu công nghiệp Mai Sơn giai đoạn II, tiểu khu Nà Sản, gần ngã ba đường rẽ vào sân bay Nà Sản, ' +
  'xã Chiềng Mung, tỉnh Sơn La';
