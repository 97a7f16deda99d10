/** XLSForms as people write them by hand, in a line a row with `|` between cells. */
import type { TextSheet, XlsFormSheets } from '../../src/lib/core/questionnaire/xlsform/sheets';
import { readXlsForm } from '../../src/lib/core/questionnaire/xlsform/read-xlsform';

/** The first line is the header; an empty line is a blank row. */
export function sheetOfLines(lines: readonly string[]): TextSheet {
  const [header = [], ...rows] = lines.map((line) => line.split('|'));
  return { header, rows };
}

export const PLAIN_SURVEY = [
  'type|name|label|relevant',
  'begin group|service|Về sự phục vụ|',
  'note|welcome|Xin cảm ơn Ông/Bà đã trả lời|',
  'select_one level|polite|Công chức lịch sự|',
  'select_one level_na|fee|Mức phí đúng quy định|',
  'end group|||',
  '',
  'begin_group|what_happened|Việc đã gặp|',
  'select_one yes_no|late|Có bị trễ hẹn không? |',
  'select_multiple ways|told|Được báo trước bằng cách nào?|${late} = "yes"',
  'end_group|||',
  'text|comment|Ông/Bà muốn góp ý gì?|'
];
export const PLAIN_CHOICES = [
  'list name|name|label',
  'level|1|Kém',
  'level|2|Trung bình',
  'level|3|Tốt',
  'level_na|3|Tốt',
  'level_na|2|Trung bình',
  'level_na|1|Kém',
  'level_na|na|Không phải nộp',
  'yes_no|yes|Có',
  'yes_no|no|Không',
  'ways|phone|Điện thoại',
  'ways|sms|Tin nhắn'
];
const PLAIN_SETTINGS = ['form_title|form_id', 'Phiếu của phường|phieu-phuong'];

export function plainForm(
  changes: Partial<Readonly<Record<'survey' | 'choices' | 'settings', readonly string[]>>> = {}
): Partial<XlsFormSheets> {
  return {
    survey: sheetOfLines(changes.survey ?? PLAIN_SURVEY),
    choices: sheetOfLines(changes.choices ?? PLAIN_CHOICES),
    settings: sheetOfLines(changes.settings ?? PLAIN_SETTINGS)
  };
}

/** `survey!D10 xlsform-condition`, in the order in which they are named. */
export const named = (findings: readonly { readonly place: string; readonly code: string }[]) =>
  findings.map(({ place, code }) => `${place} ${code}`);

/** The mistakes of a form whose survey has these rows under `type|name|label|relevant`, and the plain form's choices. */
export function mistakesOf(rows: readonly string[], header = 'type|name|label|relevant', choices = PLAIN_CHOICES): readonly string[] {
  return named(readXlsForm(plainForm({ survey: [header, ...rows], choices })).mistakes);
}
