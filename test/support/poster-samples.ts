/** Posters to lay out: a short one, and what real names can grow to. */
import type { Poster } from '../../src/lib/core/fieldwork/poster';
import type { Measure, TextBlock, Drawing } from '../../src/lib/core/poster/drawing';
import { POINT } from '../../src/lib/core/poster/drawing';
import type { PosterWords } from '../../src/lib/core/poster/poster-words';

export const POSTER: Poster = {
  code: 'K7M4PQX3',
  printedCode: 'K7M4-PQX3',
  counterName: 'Quầy 3',
  agencyCode: '04132',
  agencyName: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai Commune' },
  provinceName: { vi: 'Tỉnh Sơn La', en: 'Son La Province' },
  shortUrl: 'ykien.sonla.gov.vn',
  qr: { size: 41, path: 'M4 4h1v1h-1z' },
  minutes: 3,
  hotline: '1022',
  printedOn: '2026-11-22'
};

export const LONG_AGENCY =
  'Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư, thương mại, du lịch các khu công nghiệp, cụm công nghiệp và khu kinh tế ' +
  'cửa khẩu phường Văn Miếu - Quốc Tử Giám và các xã lân cận';
export const LONG_COUNTER =
  'Quầy số 12, tiếp nhận và trả kết quả lĩnh vực Đất đai, Môi trường, Xây dựng, Tư pháp, Hộ tịch, Chứng thực và Lao động';

export const WORDS: PosterWords = {
  question: { vi: 'Ông/Bà thấy phục vụ ở đây thế nào?', en: 'How was the service here?' },
  scan: { vi: 'Quét mã, trả lời khoảng 3 phút, không cần ghi tên.', en: 'Scan, about 3 minutes, no name needed.' },
  paper: { vi: 'Xin phiếu giấy tại bàn hướng dẫn.', en: 'Ask for a paper form at the help desk.' },
  open: { vi: 'Mở ykien.sonla.gov.vn và nhập mã', en: 'Or open ykien.sonla.gov.vn and enter' },
  notForYou: { vi: 'Cán bộ không được trả lời thay.', en: 'Staff must not answer for you.' },
  pressure: {
    vi: 'Nếu có người thúc ép hoặc nhìn Ông/Bà chấm điểm, xin báo 1022.',
    en: 'If anyone pressures you or watches you answer, call 1022.'
  },
  qrLabel: 'Mã QR',
  printedOn: 'In ngày 22/11/2026'
};

/** Every character as wide as the others: a little more than they are on average. */
export const evenly: Measure = (text, _face, sizePt) => [...text].length * 0.58 * sizePt * POINT;

export function textsOf({ shapes }: Drawing): readonly TextBlock[] {
  return shapes.filter((shape) => shape.kind === 'text');
}

/** What a block says, its lines joined. */
export function sentenceOf({ lines }: TextBlock): string {
  return lines.map((line) => line.text).join(' ');
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the ink of a block can be: from above a capital with two marks down to below a g. */
export function boxesOf({ lines, sizePt }: TextBlock): readonly Box[] {
  const size = sizePt * POINT;
  return lines.map(({ x, y, width }) => ({ left: x, right: x + width, top: y - 0.98 * size, bottom: y + 0.22 * size }));
}

export function overlap(a: Box, b: Box): boolean {
  const slack = 1e-6;
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;
}
