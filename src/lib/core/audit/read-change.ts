/** What an audit event says of a change, read from its JSON: fields with their values before and after, facts, and lists. */

export type ChangeValue = string | number | boolean | null;

export type ChangedField =
  | { readonly field: string; readonly kind: 'change'; readonly before: ChangeValue; readonly after: ChangeValue }
  | { readonly field: string; readonly kind: 'fact'; readonly value: ChangeValue }
  | { readonly field: string; readonly kind: 'list'; readonly values: readonly ChangeValue[] };

/** Fields whose value is a list, also where it has two entries. */
const LISTS: ReadonlySet<string> = new Set(['follows', 'predecessors', 'roles', 'given', 'taken', 'fields']);

/** An invitation calls `roles` what is given later as `given`; elsewhere it is a number. */
const NAMED_ANEW: Readonly<Record<string, string>> = { roles: 'given' };

/** A pair that did not change is left out. @example readChange('{"name":["A","B"]}')[0]?.kind === 'change' */
export function readChange(json: string): readonly ChangedField[] {
  return Object.entries(JSON.parse(json) as Record<string, unknown>).flatMap(([field, value]): readonly ChangedField[] => {
    if (!Array.isArray(value)) return [{ field, kind: 'fact', value: plain(value) }];
    const values = value.map(plain);
    if (values.length !== 2 || LISTS.has(field))
      return values.length === 0 ? [] : [{ field: NAMED_ANEW[field] ?? field, kind: 'list', values }];
    const [before = null, after = null] = values;
    return before === after ? [] : [{ field, kind: 'change', before, after }];
  });
}

function plain(value: unknown): ChangeValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as ChangeValue) : JSON.stringify(value);
}
