/**
 * How re-interviewers deal with the forms that came to them first, over all and with each interviewer (docs/methods.md, "Re-interviewers"). A
 * form that somebody else gave up before is apart: whoever could not be reached once is harder to reach again, and that is nobody's fault.
 */
import type { Interval } from '../estimation/estimate';
import type { Count } from '../estimation/fisher-exact';
import { wilsonOfCount } from '../estimation/wilson';
import { excessivePairs, excessivePeople } from './excessive-give-ups';
import type { GiveUpReason } from './tries';
import { GIVE_UP_REASONS } from './tries';

/** One second interview. */
export interface HandledForm {
  readonly interviewerId: string;
  /** Who has it, or asked again; null: nobody has it now. */
  readonly reinterviewerId: string | null;
  readonly state: 'waiting' | 'unreached' | 'done';
  readonly isDiscrepant: boolean;
  /** One after the other, each by another person. */
  readonly giveUps: readonly { readonly userId: string; readonly reason: GiveUpReason }[];
}

/** Asked again by somebody who was not the first: how many are over, and what they brought. */
export interface SecondHand {
  readonly over: number;
  readonly reached: number;
  readonly discrepant: number;
}

export interface HandlingFigures {
  /** Came to them first: waiting, reached or given up. */
  readonly assigned: number;
  readonly waiting: number;
  readonly reached: number;
  readonly discrepant: number;
  readonly givenUp: number;
  readonly reasons: Readonly<Record<GiveUpReason, number>>;
  /** Given up of those that are over, 0–1, and Wilson's interval (95 %); null: none is over. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /** What they gave up, asked again by a second person. */
  readonly handedOn: SecondHand;
  /** Given up far more often than elsewhere. */
  readonly isExcessive: boolean;
}

export interface ReinterviewerFigures extends HandlingFigures {
  readonly id: string;
  /** What others had given up before it came to them. */
  readonly received: SecondHand;
}

export interface PairFigures extends HandlingFigures {
  readonly reinterviewerId: string;
  readonly interviewerId: string;
}

export interface RoundHandling {
  readonly reinterviewers: readonly ReinterviewerFigures[];
  readonly pairs: readonly PairFigures[];
}

/** In the order of their first form. */
export function handlingFigures(forms: readonly HandledForm[]): RoundHandling {
  const first = forms.flatMap((form) => {
    const by = form.giveUps[0]?.userId ?? form.reinterviewerId;
    return by === null ? [] : [{ ...form, by }];
  });
  const ids = [...new Set([...first.map(({ by }) => by), ...forms.flatMap(({ reinterviewerId }) => reinterviewerId ?? [])])];
  const people = ids.map((id) => ({
    ...countOf(first.filter(({ by }) => by === id)),
    ...{ id, received: secondHand(first.filter((form) => form.by !== id && form.reinterviewerId === id)) }
  }));
  const met = new Map(first.map(({ by, interviewerId }) => [JSON.stringify([by, interviewerId]), { reinterviewerId: by, interviewerId }]));
  const pairs = [...met.values()].map((pair) => ({
    ...countOf(first.filter((form) => form.by === pair.reinterviewerId && form.interviewerId === pair.interviewerId)),
    ...pair
  }));
  const excessive = excessivePeople(people.map(giveUpCount));
  const excessiveTogether = excessivePairs(pairs.map((pair) => ({ ...pair, ...giveUpCount(pair) })));
  return {
    reinterviewers: people.map((one, i) => ({ ...one, isExcessive: excessive[i]! })),
    pairs: pairs.map((pair, i) => ({ ...pair, isExcessive: excessiveTogether[i]! }))
  };
}

/** Worth looking at: two or more given up, and half or more of those that are over. */
export const isConspicuous = ({ isExcessive, givenUp, share }: HandlingFigures): boolean =>
  isExcessive || (givenUp >= LEAST_OF_PAIR && share !== null && share >= HALF);

const LEAST_OF_PAIR = 2;
const HALF = 0.5;

const giveUpCount = ({ givenUp, reached }: Pick<HandlingFigures, 'givenUp' | 'reached'>): Count => ({
  part: givenUp,
  whole: givenUp + reached
});

function countOf(forms: readonly HandledForm[]): Omit<HandlingFigures, 'isExcessive'> {
  const given = forms.filter(({ giveUps }) => giveUps.length > 0);
  const kept = forms.filter(({ giveUps }) => giveUps.length === 0);
  const reached = kept.filter(({ state }) => state === 'done');
  const counts = { givenUp: given.length, reached: reached.length };
  const { part, whole } = giveUpCount(counts);
  const countReason = (reason: GiveUpReason) => given.filter(({ giveUps }) => giveUps[0]!.reason === reason).length;
  return {
    ...counts,
    assigned: forms.length,
    waiting: kept.length - reached.length,
    discrepant: reached.filter(({ isDiscrepant }) => isDiscrepant).length,
    reasons: Object.fromEntries(GIVE_UP_REASONS.map((reason) => [reason, countReason(reason)])) as Record<GiveUpReason, number>,
    share: whole === 0 ? null : part / whole,
    interval: whole === 0 ? null : wilsonOfCount({ part, whole }),
    handedOn: secondHand(given)
  };
}

function secondHand(forms: readonly HandledForm[]): SecondHand {
  const reached = forms.filter(({ state }) => state === 'done');
  return {
    over: reached.length + forms.filter(({ state, giveUps }) => state === 'unreached' && giveUps.length > 1).length,
    reached: reached.length,
    discrepant: reached.filter(({ isDiscrepant }) => isDiscrepant).length
  };
}
