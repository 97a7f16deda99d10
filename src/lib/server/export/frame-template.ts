/** Lists to begin from: the columns of each kind with their usual Vietnamese names, and one made-up row. */
import { stringify } from 'csv-stringify/sync';
import type { FrameKind } from '../../core/frame/frame-fields';

const ROWS: Readonly<Record<FrameKind, readonly (readonly [header: string, example: string])[]>> = {
  transactions: [
    ['Mã hồ sơ', 'H52.101-260701-0001'],
    ['Cơ quan giải quyết', 'UBND xã Ví Dụ'],
    ['Nơi tiếp nhận', 'Bộ phận Một cửa xã Ví Dụ'],
    ['Lĩnh vực', 'Đất đai'],
    ['Ngày trả kết quả', '01/07/2026'],
    ['Đối tượng', 'Cá nhân'],
    ['Họ và tên', 'Nguyễn Văn Ví Dụ'],
    ['Số điện thoại', '0900000000'],
    ['Địa chỉ', 'Bản Ví Dụ, xã Ví Dụ'],
    ['Thôn, bản, tổ dân phố', 'Bản Ví Dụ']
  ],
  households: [
    ['Mã hộ', '0001'],
    ['Họ tên chủ hộ', 'Nguyễn Văn Ví Dụ'],
    ['Xã, phường, đặc khu', 'Xã Ví Dụ'],
    ['Thôn, bản, tổ dân phố', 'Bản Ví Dụ'],
    ['Số điện thoại', '0900000000'],
    ['Địa chỉ', 'Số 1, bản Ví Dụ'],
    ['Khu vực', 'Nông thôn']
  ],
  villages: [
    ['Xã, phường, đặc khu', 'Xã Ví Dụ'],
    ['Thôn, bản, tổ dân phố', 'Bản Ví Dụ'],
    ['Số hộ', '120'],
    ['Khu vực', 'Nông thôn']
  ]
};

export function frameTemplateCsv(kind: FrameKind): string {
  return stringify([...templateRows(kind)], { bom: true, delimiter: ';' });
}

/** Cells are text, so that a telephone number keeps its zero. */
export async function frameTemplateXlsx(kind: FrameKind): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  for (const row of templateRows(kind)) sheet.addRow([...row]);
  sheet.getRow(1).font = { bold: true };
  for (const column of sheet.columns) {
    column.width = 26;
    column.numFmt = '@';
  }
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function templateRows(kind: FrameKind): readonly (readonly string[])[] {
  return [ROWS[kind].map(([header]) => header), ROWS[kind].map(([, example]) => example)];
}
