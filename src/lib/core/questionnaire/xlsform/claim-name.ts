/** The name, or the first of `name_2`, `name_3` … that nothing else has; taken from now on. */
export function claimName(taken: Set<string>, wanted: string): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  taken.add(name);
  return name;
}
