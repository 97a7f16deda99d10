/** What the columns of the file of units say, for the round's codebook: how a unit was drawn, and what became of it. */
import { classOf, FINAL_CODES } from '../../core/fieldwork/dispositions';
import { m } from '../../paraglide/messages.js';
import type { OutcomePart } from '../operations/export-outcomes';
import { OUTCOME_PARTS, outcomeColumn } from '../operations/export-outcomes';

/** Of a codebook. */
export type Line = readonly [column: string, kind: string, value: string | number, vi: string, en: string];

const TEXTS: Readonly<Record<OutcomePart, readonly [vi: string, en: string]>> = {
  stratum: [
    'Tệp đơn vị mẫu: tầng (nhãn ngẫu nhiên, khác nhãn ở tệp phiếu)',
    'File of units: stratum (label without meaning, none of those in the file of answers)'
  ],
  psu: [
    'Tệp đơn vị mẫu: đơn vị mẫu bậc một; trống: chọn thẳng từng đơn vị',
    'File of units: primary sampling unit; empty: units were drawn at once'
  ],
  cluster: ['Tệp đơn vị mẫu: cụm của bậc cuối', 'File of units: cluster of the last stage'],
  role: ['Tệp đơn vị mẫu: chính thức (main) hay dự phòng đã đưa vào (reserve)', 'File of units: main, or a reserve that was released'],
  probability: ['Tệp đơn vị mẫu: xác suất được chọn π', 'File of units: inclusion probability π'],
  base_weight: [
    'Tệp đơn vị mẫu: quyền số gốc, 1/π · n/(n + k): n chính thức, k dự phòng đã đưa vào trong tầng (mẫu nhiều bậc: trong cụm)',
    'File of units: base weight, 1/π · n/(n + k): n main units and k released reserves of the stratum (in stages: of the cluster)'
  ],
  disposition: ['Tệp đơn vị mẫu: kết quả cuối cùng (mã AAPOR)', 'File of units: final disposition (AAPOR)'],
  class: ['Tệp đơn vị mẫu: nhóm AAPOR để tính tỷ lệ trả lời', "File of units: AAPOR's class, of which the rates are made"],
  used: ['Tệp đơn vị mẫu: 1: có phiếu trong số liệu', 'File of units: 1: its answer is in the figures']
};

const WORDS = m as unknown as Readonly<Record<string, (parameters: object, options: { readonly locale: string }) => string>>;

export function outcomeLines(): readonly Line[] {
  return [
    ...OUTCOME_PARTS.map((part): Line => [outcomeColumn(part), 'column', '', ...TEXTS[part]]),
    ...FINAL_CODES.map((code): Line => {
      const word = (locale: string) => `${classOf(code)}: ${WORDS[`field_disposition_${code.replaceAll('.', '_')}`]!({}, { locale })}`;
      return [outcomeColumn('disposition'), 'value', code, word('vi'), word('en')];
    })
  ];
}
