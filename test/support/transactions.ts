/**
 * A list of completed transactions as one-stop software exports it: so many over so many agencies, some busier than others, with what real
 * lists hold planted in it: dossiers twice, persons twice, days that are none or outside the window, names of agencies that nobody has.
 * The same seed gives the same list.
 */

export interface TransactionsPlan {
  readonly rows: number;
  /** Names or codes as the list writes them. */
  readonly agencies: readonly string[];
  readonly from?: string;
  /** Days from `from` on over which they spread. */
  readonly days?: number;
  readonly seed?: number;
  /** One row in so many; 0: none. */
  readonly every?: Partial<Planted>;
}

/** How many there are of each. */
export interface Planted {
  readonly dossierTwice: number;
  readonly personTwice: number;
  readonly badDay: number;
  readonly outsideWindow: number;
  readonly unknownAgency: number;
}

const HEADERS = [
  ...['STT', 'Mã hồ sơ', 'Tên thủ tục', 'Lĩnh vực', 'Cơ quan giải quyết', 'Nơi tiếp nhận', 'Ngày trả kết quả', 'Đối tượng'],
  ...['Người nộp', 'SĐT', 'Địa chỉ', 'Thôn/bản/tổ dân phố']
] as const;

const FIELDS = [
  'Đất đai',
  'Hộ tịch',
  'Chứng thực',
  'Xây dựng',
  'Bảo trợ xã hội',
  'Thành lập và hoạt động của hộ kinh doanh',
  'Người có công'
];
const FAMILIES = ['Lò', 'Quàng', 'Cầm', 'Hà', 'Nguyễn', 'Vì', 'Sồng', 'Giàng', 'Tòng', 'Đỗ', 'Lường', 'Mùa'];
const MIDDLES = ['Văn', 'Thị', 'A', 'Minh', 'Thị Thu', 'Đức', 'Xuân', 'Thị Hồng'];
const NAMES = ['Hoa', 'Thắng', 'Yên', 'Ánh', 'Sở', 'Điều', 'Tra', 'Minh', 'Lan', 'Dế', 'Pó', 'Hương', 'Tuấn', 'Mai'];
const VILLAGES = ['Bản Mé', 'Bản Hìn', 'Tiểu khu 3', 'Tổ 5', 'Bản Nà Ngà', 'Bản Cọ', 'Tổ 12'];
const USUAL: Planted = { dossierTwice: 200, personTwice: 150, badDay: 500, outsideWindow: 300, unknownAgency: 700 };

/** Lines, the header first, each with its end; `planted` is complete once all are taken. */
export function transactionLines({ rows, agencies, from = '2026-01-01', days = 180, seed = 1, every = {} }: TransactionsPlan): {
  readonly lines: Generator<string>;
  readonly planted: Readonly<Planted>;
} {
  const one = { ...USUAL, ...every };
  const planted = { dossierTwice: 0, personTwice: 0, badDay: 0, outsideWindow: 0, unknownAgency: 0 };
  const random = generator(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const start = Date.parse(`${from}T00:00:00Z`);
  const dayAt = (offset: number) => new Date(start + offset * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
  const isTurn = (i: number, kind: keyof Planted, shift: number) => one[kind] > 0 && i % one[kind] === shift % one[kind] && i > 10;

  function* lines(): Generator<string> {
    yield `${HEADERS.join(';')}\r\n`;
    let before = { code: '', name: '', phone: '', kind: '' };
    for (let i = 1; i <= rows; i++) {
      // The first agencies have most of it, as towns do.
      const busy = agencies[Math.floor(random() ** 2 * agencies.length)]!;
      const isOrganisation = random() < 0.08;
      let name = isOrganisation ? `Công ty TNHH ${pick(NAMES)} ${i}` : `${pick(FAMILIES)} ${pick(MIDDLES)} ${pick(NAMES)}`;
      let phone = `09${String(10_000_000 + ((i * 7919) % 89_999_999)).padStart(8, '0')}`;
      let code = `H52.${100 + (i % 75)}-26-${String(i).padStart(7, '0')}`;
      let kind = isOrganisation ? 'Tổ chức' : 'Cá nhân';
      let day = `${dayAt(Math.floor(random() * days))}${i % 3 === 0 ? ' 14:05' : ''}`;
      let agency = busy;
      if (isTurn(i, 'unknownAgency', 5)) [agency, planted.unknownAgency] = ['Phòng không có trong danh mục', planted.unknownAgency + 1];
      else if (isTurn(i, 'badDay', 4)) [day, planted.badDay] = [i % 2 === 0 ? '31/02/2026' : 'chưa trả', planted.badDay + 1];
      else if (isTurn(i, 'outsideWindow', 3)) [day, planted.outsideWindow] = [dayAt(-30), planted.outsideWindow + 1];
      else if (isTurn(i, 'dossierTwice', 2) && before.code !== '') {
        [code, name, phone, kind] = [before.code, before.name, before.phone, before.kind];
        planted.dossierTwice += 1;
      } else if (isTurn(i, 'personTwice', 1) && before.code !== '') {
        [name, phone, kind] = [before.name.toUpperCase(), `+84 ${before.phone.slice(1)}`, before.kind];
        planted.personTwice += 1;
      } else before = { code, name, phone, kind };
      const cells = [i, code, `Thủ tục số ${i % 40}`, pick(FIELDS), agency, '', day, kind, name, phone, `"${pick(VILLAGES)}, ${busy}"`];
      yield `${[...cells, pick(VILLAGES)].join(';')}\r\n`;
    }
  }
  return { lines: lines(), planted };
}

/** The whole list, for small ones. */
export function transactionsCsv(plan: TransactionsPlan): { readonly csv: string; readonly planted: Readonly<Planted> } {
  const { lines, planted } = transactionLines(plan);
  return { csv: `\ufeff${[...lines].join('')}`, planted };
}

/** Mulberry32: even numbers from 0 up to 1. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
