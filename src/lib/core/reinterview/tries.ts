/** How a try to reach somebody for the second interview ends, and when one may give up. */
export const TRY_ENDS = ['no-answer', 'absent', 'appointment', '2.112', '4.31', '2.36'] as const;
export type TryEnd = (typeof TRY_ENDS)[number];

/** AAPOR's codes: they refuse, the number is wrong, another reason. After one of them there is nothing left to try. */
const FINAL: readonly string[] = ['2.112', '4.31', '2.36'];
export const LEAST_TRIES = 3;

export const isTryEnd = (text: string): text is TryEnd => (TRY_ENDS as readonly string[]).includes(text);

/** Three calls within a minute are one try. */
export const HOURS_APART = 2;
const APART_MS = HOURS_APART * 3_600_000;

interface Try {
  readonly disposition: string;
  /** ISO time. */
  readonly at: string;
}

/** `tries`: so far, the latest last. */
export function mayGiveUp(tries: readonly Try[]): boolean {
  let counted = 0;
  let last = -Infinity;
  for (const { disposition, at } of tries) {
    if (FINAL.includes(disposition)) return true;
    const time = Date.parse(at);
    if (time - last < APART_MS) continue;
    counted += 1;
    last = time;
  }
  return counted >= LEAST_TRIES;
}
