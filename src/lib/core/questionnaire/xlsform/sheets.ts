/**
 * A questionnaire as an XLSForm (xlsform.org): sheets of text cells. `survey`, `choices` and `settings` are the standard's own;
 * `questionnaire` and `rates` hold what the standard has no word for, and so do some columns of `survey` and `choices`. Tools
 * that know XLSForm leave sheets and columns aside that they do not know.
 */
export interface TextSheet {
  /** Row 1 of the sheet. */
  readonly header: readonly string[];
  /** From row 2 on, blank rows too, so that a mistake names the row that a person sees. */
  readonly rows: readonly (readonly string[])[];
}

export const XLSFORM_SHEETS = ['survey', 'choices', 'settings', 'questionnaire', 'rates'] as const;
export type XlsFormSheet = (typeof XLSFORM_SHEETS)[number];
export type XlsFormSheets = Readonly<Record<XlsFormSheet, TextSheet>>;

/** A column's header in one language. */
export const inLanguage = (column: string, language: string) => `${column}::${language}`;

/** Each row a record by column; what a row does not say is an empty cell. */
export function sheetOf(header: readonly string[], rows: readonly Readonly<Record<string, string>>[]): TextSheet {
  return { header, rows: rows.map((row) => header.map((column) => row[column] ?? '')) };
}
