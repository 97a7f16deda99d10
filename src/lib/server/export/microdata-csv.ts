/**
 * A round's answers and their codebook as CSV: UTF-8 with a byte order mark, numbers at full precision with a point, texts that a
 * spreadsheet would take for a formula with an apostrophe. The answers are sent as they are made.
 */
import { stringify } from 'csv-stringify/sync';
import { HIDDEN, SMALLEST_CELL } from '../../core/fieldwork/microdata';
import type { Item, LocalizedText } from '../../core/questionnaire/questionnaire';
import { scaleOf } from '../../core/questionnaire/questionnaire';
import type { Microdata } from '../operations/export-microdata';
import { AGENCY_COLUMN, classColumn, DESIGN_PARTS, designColumn, FIELD_COLUMN } from '../operations/export-microdata';

const OPTIONS = { escape_formulas: true } as const;
const TOGETHER = 500;
const BYTE_ORDER_MARK = '\ufeff';

/** Chunks of the table, the header first. */
export function* microdataCsv({ columns, cells }: Microdata): Generator<string> {
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

type Line = readonly [column: string, kind: string, value: string | number, vi: string, en: string];

const DESIGN_TEXTS: Readonly<Record<(typeof DESIGN_PARTS)[number], readonly [vi: string, en: string]>> = {
  stratum: ['Tầng chọn mẫu (nhãn ngẫu nhiên)', 'Stratum (label without meaning)'],
  psu: ['Đơn vị mẫu bậc một trong tầng (nhãn ngẫu nhiên)', 'Primary sampling unit within the stratum (label without meaning)'],
  fpc: ['Số đơn vị mẫu bậc một của tầng trong tổng thể; Inf: chọn có hoàn lại', "PSUs in the stratum's population; Inf: with replacement"],
  base_weight: ['Quyền số gốc', 'Base weight'],
  weight_before: ['Quyền số trước khi hiệu chỉnh theo tổng thể', 'Weight before it was fitted to known totals'],
  weight: ['Quyền số cuối cùng: dùng để ước lượng', 'Final weight: for estimates']
};

export function codebookCsv(data: Microdata): string {
  const { weighting, items, fit, classLabels, protection, hashes, surveyCode, rows, columns } = data;
  const { version, agencyNames, draw } = weighting;
  const lines: Line[] = [
    ['', 'record', surveyCode, 'Mã đợt điều tra', 'Code of the round'],
    ['', 'record', `${version.code}/${version.number}`, 'Phiếu hỏi, phiên bản', 'Questionnaire and version'],
    ['', 'record', rows, 'Số dòng', 'Rows'],
    ['', 'record', hashes.record, 'Mã băm của bản ghi khóa sổ (SHA-256)', "Hash of the round's record (SHA-256)"],
    ['', 'record', hashes.weights, 'Mã băm của quyền số (SHA-256)', 'Hash of the weights (SHA-256)'],
    ['', 'record', draw.result_hash, 'Mã băm của mẫu đã chọn (SHA-256)', 'Hash of the drawn sample (SHA-256)'],
    [
      '',
      'cells',
      protection.small.cells,
      `Số ô dưới ${SMALLEST_CELL} người trước khi che`,
      `Cells of fewer than ${SMALLEST_CELL} before hiding`
    ],
    [
      '',
      'cells',
      protection.left,
      'Số dòng trong ô nhỏ còn lại, do tầng và nhóm hiệu chỉnh',
      'Rows in cells that stay small, by stratum and fitted classes'
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
        `${classLabels[m]!.get(level)!}: ${level}`,
        `${classLabels[m]!.get(level)!}: ${level}`
      ])
    ]),
    [
      AGENCY_COLUMN,
      'column',
      protection.hidden.agency,
      'Cơ quan giải quyết hồ sơ; số dòng bị che',
      'Agency that handled the dossier; rows hidden'
    ],
    ...[...agencyNames].map(([code, name]): Line => [AGENCY_COLUMN, 'value', code, name.vi, name['en'] ?? name.vi]),
    [FIELD_COLUMN, 'column', protection.hidden.profile[0] ?? 0, 'Lĩnh vực; số dòng bị che', 'Service field; rows hidden']
  ];
  let part = 1;
  for (const { item, isProfile } of items) {
    const hidden = isProfile ? (protection.hidden.profile[part++] ?? 0) : '';
    lines.push([item.code, 'column', hidden, ...both(item.text)], ...valuesOf(item, data));
  }
  const known = new Set(columns);
  const unknown = lines.find(([column]) => column !== '' && !known.has(column));
  if (unknown) throw new Error(`the codebook tells of ${unknown[0]}, which the table has not`);
  return BYTE_ORDER_MARK + stringify([['column', 'kind', 'value', 'vi', 'en'], ...lines], OPTIONS);
}

function valuesOf(item: Item, { weighting }: Microdata): readonly Line[] {
  if (item.kind === 'level')
    return scaleOf(weighting.version.content, item).levels.map(({ level, label }): Line => [item.code, 'value', level, ...both(label)]);
  return item.options.map(({ value, label }): Line => [item.code, 'value', value, ...both(label)]);
}

function both(text: LocalizedText): readonly [vi: string, en: string] {
  return [text.vi, text['en'] ?? text.vi];
}
