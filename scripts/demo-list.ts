/**
 * A made-up list of completed transactions, as one-stop software exports it, with what real lists hold: a dossier twice, a person twice, days that
 * are none or outside the window, an agency that nobody has. Names and numbers are made up; numbers that begin with 0900 000 are not known to be anybody's.
 */
import { addDays } from '../src/lib/core/calendar/day';
import type { Day } from '../src/lib/core/calendar/day';
import { formatDay } from '../src/lib/i18n/format';
import type { Random } from './demo-answers';

const HEADER = [
  ...['STT', 'Mã hồ sơ', 'Lĩnh vực', 'Cơ quan giải quyết', 'Ngày trả kết quả', 'Đối tượng', 'Người nộp', 'Số điện thoại'],
  ...['Địa chỉ', 'Thôn, bản, tổ dân phố']
];
const FIELDS = ['Đất đai', 'Hộ tịch', 'Chứng thực', 'Bảo trợ xã hội', 'Xây dựng'];
const FAMILIES = ['Lò', 'Quàng', 'Cầm', 'Hà', 'Nguyễn', 'Vì', 'Sồng', 'Giàng', 'Tòng', 'Lường', 'Mùa', 'Bạc'];
const GIVEN = ['Văn Hoa', 'Thị Yên', 'A Dế', 'Thị Thu Hương', 'Văn Thắng', 'Thị Ánh', 'A Pó', 'Đức Minh', 'Thị Mai', 'Xuân Tuấn'];
const VILLAGES = ['Bản Mé', 'Bản Hìn', 'Tiểu khu 3', 'Tổ 5', 'Bản Nà Ngà', 'Bản Cọ'];

interface Wish {
  /** Names of the agencies that handled them; the first of them most. */
  readonly agencies: readonly string[];
  readonly rows: number;
  readonly from: Day;
  readonly days: number;
}

/** Semicolons, a header line, UTF-8. */
export function makeList({ agencies, rows, from, days }: Wish, random: Random): string {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const lines = [HEADER];
  for (let row = 1; row <= rows; row++) {
    const agency = agencies[Math.floor(random() ** 1.5 * agencies.length)]!;
    const isOrganisation = random() < 0.08;
    const village = pick(VILLAGES);
    const cells = [
      ...[String(row), `MH.${String(row).padStart(6, '0')}`, pick(FIELDS), agency, formatDay(addDays(from, Math.floor(random() * days)))],
      ...[isOrganisation ? 'Tổ chức' : 'Cá nhân', isOrganisation ? `Hợp tác xã minh họa số ${row}` : `${pick(FAMILIES)} ${pick(GIVEN)}`],
      ...[`0900000${String(row).padStart(3, '0')}`, `${village}, ${agency}`, village]
    ];
    if (row % 120 === 3) cells[4] = '31/02/2026';
    else if (row % 120 === 5) cells[4] = formatDay(addDays(from, -40));
    else if (row % 120 === 7) cells[3] = 'Phòng không có trong danh mục';
    else if (row % 90 === 9) cells.splice(1, 1, lines.at(-1)![1]!);
    else if (row % 90 === 11) cells.splice(6, 2, ...lines.at(-1)!.slice(6, 8));
    lines.push(cells);
  }
  return lines.map((cells) => `${cells.map((cell) => `"${cell}"`).join(';')}\r\n`).join('');
}
