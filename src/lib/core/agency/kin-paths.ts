/** Places in the tree together with those that are the same office under another name: what was merged into them, or what they were merged into. */

/** Where the one that ended stood last, and where the one that took it over stands. */
export interface SuccessionPaths {
  readonly predecessor: string;
  readonly successor: string;
}

/** The places, and those that anything within them took over, and so on; each of them with all below it. */
export function withFormer(paths: readonly string[], successions: readonly SuccessionPaths[]): readonly string[] {
  return grow(paths, successions.map(({ predecessor, successor }) => [successor, predecessor])); // prettier-ignore
}

/** Also those that took over anything within them. */
export function withKin(paths: readonly string[], successions: readonly SuccessionPaths[]): readonly string[] {
  return grow(paths, successions.flatMap(({ predecessor, successor }) => [[successor, predecessor], [predecessor, successor]])); // prettier-ignore
}

export const isWithinAny = (path: string, places: readonly string[]): boolean => places.some((place) => path.startsWith(place));

function grow(paths: readonly string[], ways: readonly (readonly string[])[]): readonly string[] {
  const kin = [...new Set(paths)];
  for (let before = -1; before < kin.length;) {
    before = kin.length;
    for (const [from, to] of ways) if (isWithinAny(from!, kin) && !isWithinAny(to!, kin)) kin.push(to!);
  }
  return kin;
}
