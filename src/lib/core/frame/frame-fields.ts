/**
 * What a frame (the list a sample is drawn from) is made of: transactions that were completed, households, or villages; and which
 * columns each kind can have. What is kept in the clear (agency, field, area, village, day, size) is what strata and sizes are made of;
 * name, phone, address and code are a person's, and are kept sealed.
 */

export const FRAME_KINDS = ['transactions', 'households', 'villages'] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

export const FRAME_FIELDS = [
  'dossierCode',
  'agency',
  'counter',
  'serviceField',
  'completedOn',
  'personKind',
  'name',
  'phone',
  'address',
  'area',
  'village',
  'size'
] as const;
export type FrameField = (typeof FRAME_FIELDS)[number];

interface KindFields {
  readonly needed: readonly FrameField[];
  readonly optional: readonly FrameField[];
}

/** `agency`: of transactions the one that handled the dossier, else the commune. `dossierCode`: of a household its own code. */
export const FIELDS_OF: Readonly<Record<FrameKind, KindFields>> = {
  transactions: {
    needed: ['agency', 'completedOn'],
    optional: ['dossierCode', 'counter', 'serviceField', 'personKind', 'name', 'phone', 'address', 'area', 'village']
  },
  households: { needed: ['agency', 'village', 'name'], optional: ['dossierCode', 'phone', 'address', 'area'] },
  villages: { needed: ['agency', 'village', 'size'], optional: ['area'] }
};

/** Those of the kind, as a page lists them: what is needed first. */
export function fieldsOf(kind: FrameKind): readonly FrameField[] {
  return [...FIELDS_OF[kind].needed, ...FIELDS_OF[kind].optional];
}

export function isFrameKind(text: string): text is FrameKind {
  return (FRAME_KINDS as readonly string[]).includes(text);
}

/** By field the column's place (0 is the first). */
export type ColumnsByField = Readonly<Partial<Record<FrameField, number>>>;
