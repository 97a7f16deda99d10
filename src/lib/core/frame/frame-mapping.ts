/** How a list is read: which column is which field, where its header stands, which names are which agency. Offered again for the next list. */
import type { FrameField } from './frame-fields';

export interface FrameMapping {
  /** By field the column's place and the name it has. */
  readonly columns: Readonly<Partial<Record<FrameField, { readonly at: number; readonly header: string }>>>;
  readonly headerLine: number;
  /** Columns of the header. */
  readonly width: number;
  /** By the key of a name that the agency tree does not have, the code of the agency it stands for. */
  readonly agencies: Readonly<Record<string, string>>;
}

/** The names alone, for the next list. */
export function headersOf({ columns }: FrameMapping): Readonly<Partial<Record<FrameField, string>>> {
  return Object.fromEntries(Object.entries(columns).map(([field, { header }]) => [field, header]));
}
