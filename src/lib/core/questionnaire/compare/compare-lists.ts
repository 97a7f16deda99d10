/**
 * Two lists by the codes of what is in them: what came, what went, what stands elsewhere. As few as possible count as moved: those
 * outside a longest run that kept its order, so that one item put elsewhere is one move.
 */
export interface ListComparison<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly { readonly before: T; readonly after: T }[];
  /** Codes of kept ones. */
  readonly moved: ReadonlySet<string>;
}

export function compareLists<T>(before: readonly T[], after: readonly T[], codeOf: (one: T) => string): ListComparison<T> {
  const old = new Map(before.map((one) => [codeOf(one), one]));
  const codes = new Set(after.map(codeOf));
  const kept = after.flatMap((one) => (old.has(codeOf(one)) ? [{ before: old.get(codeOf(one))!, after: one }] : []));
  const order = before.map(codeOf);
  return {
    added: after.filter((one) => !old.has(codeOf(one))),
    removed: before.filter((one) => !codes.has(codeOf(one))),
    kept,
    moved: movedAmong(
      kept.map((one) => codeOf(one.after)),
      new Map(order.map((code, i) => [code, i]))
    )
  };
}

/** All but a longest part of `codes` whose earlier places ascend. */
function movedAmong(codes: readonly string[], places: ReadonlyMap<string, number>): ReadonlySet<string> {
  const length: number[] = [];
  const previous: number[] = [];
  let end = -1;
  for (const [i, code] of codes.entries()) {
    length[i] = 1;
    previous[i] = -1;
    for (let j = 0; j < i; j++)
      if (places.get(codes[j]!)! < places.get(code)! && length[j]! + 1 > length[i]!) {
        length[i] = length[j]! + 1;
        previous[i] = j;
      }
    if (end < 0 || length[i]! > length[end]!) end = i;
  }
  const moved = new Set(codes);
  for (let i = end; i >= 0; i = previous[i]!) moved.delete(codes[i]!);
  return moved;
}
