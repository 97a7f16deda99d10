/** The layout of a scorecard's workbook, which its writer and its reader share: column headers, labels above the table, safe texts. */

export type ScorecardColumn =
  'code' | 'name' | 'max' | 'selfAssessed' | 'appraised' | 'leaders' | 'citizens' | 'points' | 'lost' | 'reason';

/** In the order of the sheet, with widths in characters. */
export const SCORECARD_COLUMNS: readonly { readonly key: ScorecardColumn; readonly header: string; readonly width: number }[] = [
  { key: 'code', header: 'Mã', width: 12 },
  { key: 'name', header: 'Lĩnh vực/Tiêu chí', width: 46 },
  { key: 'max', header: 'Điểm tối đa', width: 10 },
  { key: 'selfAssessed', header: 'Điểm tự đánh giá', width: 11 },
  { key: 'appraised', header: 'Điểm thẩm định', width: 11 },
  { key: 'leaders', header: 'Điểm điều tra (lãnh đạo, quản lý)', width: 14 },
  { key: 'citizens', header: 'Điểm điều tra (người dân)', width: 13 },
  { key: 'points', header: 'Điểm đạt', width: 10 },
  { key: 'lost', header: 'Điểm trừ', width: 10 },
  { key: 'reason', header: 'Nguyên nhân', width: 44 }
];

export const SCORECARD_TITLE = 'Bảng điểm Chỉ số cải cách hành chính';
export const SCORECARD_LABELS = {
  agency: 'Cơ quan',
  agencyCode: 'Mã cơ quan',
  year: 'Năm',
  rules: 'Bộ quy tắc',
  revision: 'Lần lưu',
  note: 'Ghi chú'
} as const;
export const TOTAL_LABEL = 'Tổng cộng';

/** What a spreadsheet may take for the beginning of a formula, behind any number of apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text that stays one wherever the sheet is opened, copied or saved as CSV: an apostrophe before `=`, `+`, `-`, `@`. */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `escapeFormula` was given. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
