/**
 * An agency's place in the tree as text: `/{root id}/…/{own id}/`. Every id stands between slashes, so "within" is "starts with",
 * and an id that begins like another is not taken for it.
 */

/** The path of `id` under a parent (undefined: a root). Throws where it would close a circle. */
export function pathUnder(parentPath: string | undefined, id: string): string {
  const path = `${parentPath ?? '/'}${id}/`;
  if (parentPath?.includes(`/${id}/`)) throw new Error(`agency ${id} cannot stand below itself: ${path}`);
  return path;
}

/** The agency of `scopePath` itself, or one anywhere below it. */
export function isWithin(path: string, scopePath: string): boolean {
  return path.startsWith(scopePath);
}

/** The id of the tree's root: the province. */
export function rootOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/**
 * Ids from the root down to the parent.
 * @example ancestorsOf('/a/b/c/') // ['a', 'b']
 */
export function ancestorsOf(path: string): readonly string[] {
  return path.split('/').slice(1, -2);
}
