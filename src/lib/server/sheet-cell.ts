/**
 * What a cell of a workbook says, whichever way a person or a program wrote it. Texts come back in NFC, without blanks at the ends, and
 * cut where no text that is looked for would go on.
 */
import type { CellValue } from 'exceljs';

export type CellContent =
  | { readonly kind: 'empty' }
  /** `formula`: the value is a formula's result. */
  | { readonly kind: 'number'; readonly value: number; readonly formula: boolean }
  | { readonly kind: 'text'; readonly value: string; readonly formula: boolean }
  /** A formula that was never computed, or whose result is empty: the file does not tell the two apart. */
  | { readonly kind: 'formula-empty' }
  /** An error, a date, true or false: as a person sees it. */
  | { readonly kind: 'other'; readonly value: string };

/** Above every limit of a text that is taken from a sheet, so that a longer one is still too long. */
const MOST_TEXT = 4000;

/** `most`: where a longer text is cut. */
export function readCell(value: CellValue | undefined, most = MOST_TEXT): CellContent {
  if (typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)) {
    const content = readCell(value.result, most);
    if (content.kind === 'empty') return { kind: 'formula-empty' };
    return content.kind === 'number' || content.kind === 'text' ? { ...content, formula: true } : content;
  }
  if (value === null || value === undefined) return { kind: 'empty' };
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', value, formula: false } : other(String(value));
  if (typeof value === 'string') return readText(value, most);
  if (typeof value === 'boolean') return other(value ? 'TRUE' : 'FALSE');
  if (value instanceof Date) return other(Number.isNaN(value.getTime()) ? '#VALUE!' : value.toISOString().slice(0, 10));
  if ('richText' in value) return readText(value.richText.map(({ text }) => text).join(''), most);
  if ('error' in value) return other(value.error);
  if ('text' in value) return readText(String(value.text), most);
  return other('?');
}

/** As a person sees it; '' for an empty cell. */
export function cellText(content: CellContent): string {
  return 'value' in content ? String(content.value) : '';
}

function readText(raw: string, most: number): CellContent {
  const value = raw.slice(0, most).normalize('NFC').trim();
  return value === '' ? { kind: 'empty' } : { kind: 'text', value, formula: false };
}

function other(value: string): CellContent {
  return { kind: 'other', value: value.slice(0, MOST_TEXT) };
}
