/**
 * A round's answers and their codebook as CSV: UTF-8 with a byte order mark, numbers at full precision with a point, texts that a
 * spreadsheet would take for a formula with an apostrophe. The answers are sent as they are made.
 */
import { stringify } from 'csv-stringify/sync';
import { HIDDEN, SMALLEST_CELL } from '../../core/fieldwork/microdata';
import type { Item, LocalizedText } from '../../core/questionnaire/questionnaire';
import { scaleOf } from '../../core/questionnaire/questionnaire';
import type { Microdata } from '../operations/export-microdata';
import { classColumn, DESIGN_PARTS, designColumn, DISPOSITION_COLUMN, FIELD_COLUMN } from '../operations/export-microdata';
import type { Line } from './outcome-codebook';
import { outcomeLines } from './outcome-codebook';

const OPTIONS = { escape_formulas: true } as const;
const TOGETHER = 500;
const BYTE_ORDER_MARK = '\ufeff';

/** Chunks of a table, the header first. */
export function* microdataCsv({ columns, cells }: Pick<Microdata, 'columns' | 'cells'>): Generator<string> {
  yield BYTE_ORDER_MARK + stringify([columns], OPTIONS);
  let rows: (readonly (string | number)[])[] = [];
  for (const row of cells()) {
    rows.push(row);
    if (rows.length < TOGETHER) continue;
    yield stringify(rows, OPTIONS);
    rows = [];
  }
  if (rows.length > 0) yield stringify(rows, OPTIONS);
}

/** Of fitted classes these are the agency's own name, or the design's word for it: a label is enough to repeat the fit. */
const UNNAMED: ReadonlySet<string> = new Set(['agency', 'stratum']);

/** What the file protects, what it does not, and so whom it may be given to. */
const PROTECTION: readonly (readonly [vi: string, en: string])[] = [
  [
    `Được bảo vệ: trong mỗi nhóm dòng cùng tầng, cùng cụm (mẫu nhiều bậc), cùng quyền số và cùng nhóm hiệu chỉnh, không tổ hợp lĩnh vực, thông tin người trả lời và trải nghiệm nào còn thấy được ở dưới ${SMALLEST_CELL} dòng; chỗ không đủ được thay bằng ${HIDDEN}`,
    `Protected: among rows of the same stratum, cluster (samples in stages), weights and fitted classes, no combination of service field, profile and experience is told of fewer than ${SMALLEST_CELL} rows; ${HIDDEN} stands where it would be`
  ],
  [
    'Không được bảo vệ: tên cơ quan không có trong tệp, nhưng design.fpc và quyền số cho biết cỡ của tầng; ai có biên bản chọn mẫu thì biết tầng ấy là cơ quan nào',
    "Not protected: no agency is named, but design.fpc and the weights tell a stratum's size; whoever has the record of the draw knows which agency it is"
  ],
  [
    'Không được bảo vệ: câu đánh giá giữ nguyên, kể cả việc câu đó có áp dụng hay không; ai biết một người đã chấm thế nào thì có thể nhận ra dòng của người ấy',
    'Not protected: ratings are as they were given, with whether an item applied; whoever knows how somebody rated may find the row'
  ],
  [
    'Vì vậy đây không phải dữ liệu công khai: chỉ giao cho người làm thống kê đã cam kết bảo mật; không giao cho cơ quan được đánh giá, không đăng tải',
    'So this is no public file: give it only to statisticians who are bound to secrecy; never to an agency that was rated, and never publish it'
  ]
];

const DESIGN_TEXTS: Readonly<Record<(typeof DESIGN_PARTS)[number], readonly [vi: string, en: string]>> = {
  stratum: ['Tầng chọn mẫu (nhãn ngẫu nhiên)', 'Stratum (label without meaning)'],
  psu: ['Đơn vị mẫu bậc một trong tầng (nhãn ngẫu nhiên)', 'Primary sampling unit within the stratum (label without meaning)'],
  fpc: ['Số đơn vị mẫu bậc một của tầng trong tổng thể; Inf: chọn có hoàn lại', "PSUs in the stratum's population; Inf: with replacement"],
  base_weight: ['Quyền số gốc', 'Base weight'],
  weight_before: ['Quyền số trước khi hiệu chỉnh theo tổng thể', 'Weight before it was fitted to known totals'],
  weight: ['Quyền số cuối cùng: dùng để ước lượng', 'Final weight: for estimates']
};

export function codebookCsv(data: Microdata): string {
  const { weighting, items, fit, classLabels, protection, hidden, hashes, surveyCode, rows, columns } = data;
  const { version, draw } = weighting;
  const lines: Line[] = [
    ['', 'record', surveyCode, 'Mã đợt điều tra', 'Code of the round'],
    ['', 'record', `${version.code}/${version.number}`, 'Phiếu hỏi, phiên bản', 'Questionnaire and version'],
    ['', 'record', rows, 'Số dòng', 'Rows'],
    ['', 'record', hashes.record, 'Mã kiểm tra bản ghi khóa sổ (SHA-256)', "Hash of the round's record (SHA-256)"],
    ['', 'record', hashes.weights, 'Mã kiểm tra quyền số (SHA-256)', 'Hash of the weights (SHA-256)'],
    ['', 'record', draw.result_hash, 'Mã kiểm tra mẫu đã chọn (SHA-256)', 'Hash of the drawn sample (SHA-256)'],
    ...PROTECTION.map((texts): Line => ['', 'protection', '', ...texts]),
    [
      '',
      'cells',
      protection.small.cells,
      `Số tổ hợp dưới ${SMALLEST_CELL} dòng trước khi che`,
      `Combinations of fewer than ${SMALLEST_CELL} rows before hiding`
    ],
    ['', 'cells', protection.small.rows, 'Số dòng trong các tổ hợp ấy', 'Rows in those combinations'],
    ['', 'cells', [...hidden.values()].reduce((sum, n) => sum + n, 0), 'Số ô dữ liệu đã che', 'Values hidden'],
    [
      '',
      'cells',
      protection.left,
      `Số dòng mà riêng tầng, cụm, quyền số và nhóm hiệu chỉnh đã ít hơn ${SMALLEST_CELL} dòng: che mọi thông tin khác`,
      `Rows of which stratum, cluster, weights and fitted classes alone leave fewer than ${SMALLEST_CELL}: all else about them is hidden`
    ],
    ['', 'value', HIDDEN, 'Đã che vì ô nhỏ', 'Hidden, the cell being small'],
    ['', 'value', 'NA', 'Không áp dụng với người trả lời', 'Does not apply to the respondent'],
    ['', 'value', '', 'Không trả lời, hoặc không được hỏi', 'Not answered, or not asked'],
    ...DESIGN_PARTS.map((part): Line => [designColumn(part), 'column', '', ...DESIGN_TEXTS[part]]),
    ...(fit?.margins ?? []).flatMap(({ variable, totals, levels }, m): readonly Line[] => [
      [classColumn(m), 'column', variable, `Nhóm hiệu chỉnh theo ${variable}`, `Class that weights were fitted to, by ${variable}`],
      ...levels.map((level, i): Line => [
        classColumn(m),
        'population',
        totals[i]!,
        ...both({ vi: UNNAMED.has(variable) ? classLabels[m]!.get(level)! : `${classLabels[m]!.get(level)!}: ${level}` })
      ])
    ]),
    [FIELD_COLUMN, 'column', hidden.get(FIELD_COLUMN) ?? 0, 'Lĩnh vực; số dòng bị che', 'Service field; rows hidden'],
    [
      DISPOSITION_COLUMN,
      'column',
      '',
      'Phiếu trả lời đủ, một phần hay bỏ dở (mã AAPOR)',
      'Whether the form is complete, partial or broken off (AAPOR)'
    ]
  ];
  for (const { item } of items) lines.push([item.code, 'column', hidden.get(item.code) ?? '', ...both(item.text)], ...valuesOf(item, data));
  const known = new Set(columns);
  const unknown = lines.find(([column]) => column !== '' && !known.has(column));
  if (unknown) throw new Error(`the codebook tells of ${unknown[0]}, which the table has not`);
  return BYTE_ORDER_MARK + stringify([['column', 'kind', 'value', 'vi', 'en'], ...lines, ...outcomeLines()], OPTIONS);
}

function valuesOf(item: Item, { weighting }: Microdata): readonly Line[] {
  if (item.kind === 'level')
    return scaleOf(weighting.version.content, item).levels.map(({ level, label }): Line => [item.code, 'value', level, ...both(label)]);
  return item.options.map(({ value, label }): Line => [item.code, 'value', value, ...both(label)]);
}

function both(text: LocalizedText): readonly [vi: string, en: string] {
  return [text.vi, text['en'] ?? text.vi];
}
