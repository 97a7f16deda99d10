/** How a try to reach somebody for the second interview ends, when one may give up, and what for. */
export const TRY_ENDS = ['no-answer', 'absent', 'appointment', '2.112', '4.31', '2.36'] as const;
export type TryEnd = (typeof TRY_ENDS)[number];

/** AAPOR's codes: they refuse, the number is wrong, another reason. After one of them there is nothing left to try. */
const FINAL = ['2.112', '4.31', '2.36'] as const satisfies readonly TryEnd[];
export const LEAST_TRIES = 3;

/** What somebody was given up for; `no-contact`: tried often enough. */
export const GIVE_UP_REASONS = [...FINAL, 'no-contact'] as const;
export type GiveUpReason = (typeof GIVE_UP_REASONS)[number];

export const isTryEnd = (text: string): text is TryEnd => (TRY_ENDS as readonly string[]).includes(text);

/** Three calls within a minute are one try. */
export const HOURS_APART = 2;
const APART_MS = HOURS_APART * 3_600_000;

interface Try {
  readonly disposition: string;
  /** ISO time. */
  readonly at: string;
}

/** `tries`: of whoever wants to give up, the latest last; another's count for nothing. Null: it is too early. */
export function giveUpReason(tries: readonly Try[]): GiveUpReason | null {
  const final = FINAL.find((end) => end === tries.findLast(({ disposition }) => isFinal(disposition))?.disposition);
  if (final !== undefined) return final;
  let counted = 0;
  let last = -Infinity;
  for (const { at } of tries) {
    const time = Date.parse(at);
    if (time - last < APART_MS) continue;
    counted += 1;
    last = time;
  }
  return counted >= LEAST_TRIES ? 'no-contact' : null;
}

const isFinal = (disposition: string): boolean => (FINAL as readonly string[]).includes(disposition);
