/**
 * Rounds made up by a seed: 10–25 interviewers with 60–150 forms each, one of whom makes forms up. Asked again as the desk does: 5 % and at
 * least 5 of each, forms flagged as odd besides, further parts of whoever is watched.
 */
import { expect, test } from 'vitest';
import { compareForm } from '../../../src/lib/core/reinterview/discrepancy';
import { judgeInterviewers } from '../../../src/lib/core/reinterview/judge-interviewers';
import { drawParts, formsWanted } from '../../../src/lib/core/reinterview/parts';
import type { AnsweredTwice } from '../../../src/lib/core/reinterview/reinterview';
import type { RandomStream } from '../../../src/lib/core/sampling/random';
import { randomStream } from '../../../src/lib/core/sampling/random';

const RULE = { share: 0.05, minimum: 5, limit: 0.1 };
const SEEDS = 200;

interface World {
  /** Of the cheat's forms. */
  readonly madeUp: number;
  /** Of an honest form, that the person denies it all the same. */
  readonly forgotten: number;
  readonly parts: number;
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

/** What asking again about a form brings; null: the person is not reached. */
function askAgain(stream: RandomStream, madeUp: boolean, forgotten: number): boolean | null {
  if (!chance(stream, madeUp ? 0.7 : 0.8)) return null;
  const denies = chance(stream, madeUp ? 0.85 : forgotten);
  return compareForm({ transaction: 'yes', answered: denies ? 'no' : 'yes', agency: 'no' }, itemsOf(stream, madeUp)).causes.length > 0;
}

/** Whom the round accuses: of 'cheat' and 'honest 1', 'honest 2', …. */
function accusedIn(seed: string, { madeUp, forgotten, parts: most }: World): readonly string[] {
  const world = randomStream(seed, 'world');
  const interviewers = Array.from({ length: 10 + world.below(16) }, (_, i) => {
    const forms = Array.from({ length: 60 + world.below(91) }, () => i === 0 && chance(world, madeUp));
    const flagged = forms.filter((made) => chance(world, made ? 0.3 : 0.03));
    return {
      id: i === 0 ? 'cheat' : `honest ${i}`,
      forms,
      flaggedDiscrepant: flagged.some((made) => askAgain(world, made, forgotten) === true),
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
        one.asked.set(serial, askAgain(world, one.forms[serial]!, forgotten));
      const reached = [...one.asked.values()].filter((discrepant) => discrepant !== null);
      one.parts.push({ reached: reached.length, discrepant: reached.filter(Boolean).length });
    }
  }
  return judged().flatMap(({ interviewerId, state }) => (state === 'under_review' ? [interviewerId] : []));
}

/** Shares of the rounds in which the cheat is found, and in which any honest interviewer is accused. */
function overSeeds(world: World) {
  const rounds = Array.from({ length: SEEDS }, (_, seed) => accusedIn(`round ${seed}`, world));
  return {
    found: rounds.filter((accused) => accused.includes('cheat')).length / SEEDS,
    honestAccused: rounds.filter((accused) => accused.some((who) => who !== 'cheat')).length / SEEDS
  };
}

test('whoever makes up half of the forms is found in at least 95 % of 200 rounds, and an honest one accused in at most 5 %', () => {
  const { found, honestAccused } = overSeeds({ madeUp: 0.5, forgotten: 0.03, parts: 6 });
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});

test('whoever makes up all of them is found after the second part', () => {
  const { found, honestAccused } = overSeeds({ madeUp: 1, forgotten: 0.03, parts: 2 });
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});

test('the first part alone does not find them, which is why the watched are asked about again', () => {
  expect(overSeeds({ madeUp: 0.5, forgotten: 0.03, parts: 1 }).found).toBeLessThan(0.5);
});

test('where one in ten denies an honest form, which is the limit, an honest one is still accused in at most 5 %', () => {
  const { honestAccused } = overSeeds({ madeUp: 0, forgotten: 0.1, parts: 6 });
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});
