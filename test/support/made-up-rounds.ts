/**
 * Rounds made up by a seed: 10–25 interviewers with 60–150 forms each, one of whom makes forms up. Asked again as the desk does: 5 % and at
 * least 5 of each, forms flagged as odd besides, further parts of whoever is watched; what one re-interviewer gives up goes to a second.
 */
import { compareForm } from '../../src/lib/core/reinterview/discrepancy';
import { judgeInterviewers } from '../../src/lib/core/reinterview/judge-interviewers';
import { drawParts, formsWanted } from '../../src/lib/core/reinterview/parts';
import type { AnsweredTwice } from '../../src/lib/core/reinterview/reinterview';
import type { HandledForm, RoundHandling } from '../../src/lib/core/reinterview/reinterviewer-figures';
import { handlingFigures } from '../../src/lib/core/reinterview/reinterviewer-figures';
import type { RandomStream } from '../../src/lib/core/sampling/random';
import { randomStream } from '../../src/lib/core/sampling/random';

const RULE = { share: 0.05, minimum: 5, limit: 0.1 };
const SEEDS = 200;
const FIRST = 'người 1';

export interface World {
  /** Of the cheat's forms. */
  readonly madeUp: number;
  /** Of an honest form, that the person denies it all the same. */
  readonly forgotten: number;
  readonly parts: number;
  readonly people?: number;
  /** The first re-interviewer gives up, without asking: nobody, the cheat's people, or this share of everybody. */
  readonly accomplice?: 'none' | 'friend' | number;
  /** What is given up goes to a second re-interviewer. */
  readonly handsOn?: boolean;
  /** How much harder people are to reach for some re-interviewers, and in some interviewers' places, than for and in others: ± so much. */
  readonly uneven?: number;
}

const chance = (stream: RandomStream, p: number): boolean => stream.word() / 2 ** 32 < p;
/** Most say 4 or 5. */
const levelOf = (stream: RandomStream): number => [1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5][stream.below(12)]!;

function itemsOf(stream: RandomStream, madeUp: boolean): readonly AnsweredTwice[] {
  return Array.from({ length: 5 }, (): AnsweredTwice => {
    const first = levelOf(stream);
    if (madeUp) return [first, levelOf(stream)];
    // Seven of ten say the same, the rest mostly one level beside it.
    const moved = chance(stream, 0.7) ? 0 : chance(stream, 0.85) ? 1 : 2;
    return [first, Math.min(5, Math.max(1, first + (chance(stream, 0.5) ? moved : -moved)))];
  });
}

/** Whether somebody who is reached says otherwise than the form. */
function differs(stream: RandomStream, madeUp: boolean, forgotten: number): boolean {
  const denies = chance(stream, madeUp ? 0.85 : forgotten);
  return compareForm({ transaction: 'yes', answered: denies ? 'no' : 'yes', agency: 'no' }, itemsOf(stream, madeUp)).causes.length > 0;
}

/** Eight of ten are reached, seven of those of whom a form was made up; of those whom one did not reach, four of ten by a second. */
const REACHED = { honest: 0.8, madeUp: 0.7, second: 0.4 };

export interface Outcome {
  /** Of 'cheat' and 'honest 1', 'honest 2', …. */
  readonly accused: readonly string[];
  readonly handling: RoundHandling;
  /** Calls of second re-interviewers. */
  readonly seconds: number;
  readonly asked: number;
}

function play(seed: string, world: World): Outcome {
  const { madeUp, forgotten, parts: most, people = 3, accomplice = 'none', handsOn = true, uneven = 0 } = world;
  const stream = randomStream(seed, 'world');
  const between = () => uneven * (2 * (stream.word() / 2 ** 32) - 1);
  const reinterviewers = Array.from({ length: people }, (_, i) => ({ id: `người ${i + 1}`, harder: between() }));
  const handled: HandledForm[] = [];
  let seconds = 0;
  /** What asking again about a form brings; null: nobody reached the person. */
  const askAgain = (interviewerId: string, isMadeUp: boolean, harder: number): boolean | null => {
    const first = reinterviewers[stream.below(people)]!;
    const protects = accomplice === 'friend' ? interviewerId === 'cheat' : accomplice !== 'none' && chance(stream, accomplice);
    const isUntried = first.id === FIRST && protects;
    const reach = (isMadeUp ? REACHED.madeUp : REACHED.honest) - harder;
    const discrepant = differs(stream, isMadeUp, forgotten);
    const of = { interviewerId, isDiscrepant: discrepant };
    if (!isUntried && chance(stream, reach - first.harder)) {
      handled.push({ ...of, reinterviewerId: first.id, state: 'done', giveUps: [] });
      return discrepant;
    }
    const given = { userId: first.id, reason: 'no-contact' } as const;
    const others = reinterviewers.filter((one) => one !== first);
    if (!handsOn || others.length === 0) {
      handled.push({ ...of, reinterviewerId: first.id, state: 'unreached', giveUps: [given] });
      return null;
    }
    seconds += 1;
    const second = others[stream.below(others.length)]!;
    const refuses = second.id === FIRST && accomplice === 'friend' && interviewerId === 'cheat';
    const reached = !refuses && chance(stream, isUntried ? reach - second.harder : REACHED.second);
    const giveUps = reached ? [given] : [given, { userId: second.id, reason: 'no-contact' } as const];
    handled.push({ ...of, reinterviewerId: second.id, state: reached ? 'done' : 'unreached', giveUps });
    return reached ? discrepant : null;
  };
  const interviewers = Array.from({ length: 10 + stream.below(16) }, (_, i) => {
    const id = i === 0 ? 'cheat' : `honest ${i}`;
    const harder = between();
    const forms = Array.from({ length: 60 + stream.below(91) }, () => i === 0 && chance(stream, madeUp));
    const flagged = forms.filter((made) => chance(stream, made ? 0.3 : 0.03));
    return {
      ...{ id, forms, harder },
      flaggedDiscrepant: flagged.some((made) => askAgain(id, made, harder) === true),
      /** By place among the forms, what asking again brought. */
      asked: new Map<number, boolean | null>(),
      parts: [] as { reached: number; discrepant: number }[]
    };
  });
  const judged = () =>
    judgeInterviewers(interviewers.map(({ id, parts, flaggedDiscrepant }) => ({ interviewerId: id, parts, waiting: false, flaggedDiscrepant, proven: false })), RULE.limit); // prettier-ignore
  for (let part = 1; part <= most; part++) {
    const states = judged();
    for (const [i, one] of interviewers.entries()) {
      const soFar = { forms: one.forms.length, drawn: one.asked.size, waiting: 0, reached: one.parts.at(-1)?.reached ?? 0 };
      const take = formsWanted(soFar, states[i]!.state, RULE);
      if (take === 0) continue;
      const serials = [...one.forms.keys()].filter((serial) => !one.asked.has(serial));
      for (const serial of drawParts(`${seed} ${part}`, [{ interviewerId: one.id, serials, take }]))
        one.asked.set(serial, askAgain(one.id, one.forms[serial]!, one.harder));
      const reached = [...one.asked.values()].filter((discrepant) => discrepant !== null);
      one.parts.push({ reached: reached.length, discrepant: reached.filter(Boolean).length });
    }
  }
  const accused = judged().flatMap(({ interviewerId, state }) => (state === 'under_review' ? [interviewerId] : []));
  return { accused, handling: handlingFigures(handled), seconds, asked: handled.length };
}

/** Shares of the rounds in which the cheat is found, an honest interviewer accused, the first re-interviewer pointed at, another one. */
export function overSeeds(world: World) {
  const rounds = Array.from({ length: SEEDS }, (_, seed) => play(`round ${seed}`, world));
  const share = (holds: (round: Outcome) => boolean) => rounds.filter(holds).length / SEEDS;
  const pointedAt = ({ handling: { reinterviewers, pairs } }: Outcome) => [
    ...reinterviewers.filter(({ isExcessive }) => isExcessive).map(({ id }) => id),
    ...pairs.filter(({ isExcessive }) => isExcessive).map(({ reinterviewerId }) => reinterviewerId)
  ];
  return {
    found: share(({ accused }) => accused.includes('cheat')),
    honestAccused: share(({ accused }) => accused.some((who) => who !== 'cheat')),
    firstPointedAt: share((round) => pointedAt(round).includes(FIRST)),
    otherPointedAt: share((round) => pointedAt(round).some((who) => who !== FIRST)),
    seconds: rounds.reduce((sum, round) => sum + round.seconds, 0) / SEEDS,
    asked: rounds.reduce((sum, round) => sum + round.asked, 0) / SEEDS
  };
}
