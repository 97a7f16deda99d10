/** The query of an address as links change it. */

/** The query with one field changed, the others kept. */
export function queryWith(search: string, name: string, value: string): string {
  const query = new URLSearchParams(search);
  query.set(name, value);
  return `?${query.toString()}`;
}

/** Sorting or filtering anew begins at the first page. */
export function queryWithout(search: string, ...names: readonly string[]): string {
  const query = new URLSearchParams(search);
  for (const name of names) query.delete(name);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
