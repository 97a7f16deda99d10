import { describe, expect, test } from 'vitest';
import type { HandledForm } from '../../../src/lib/core/reinterview/reinterviewer-figures';
import { handlingFigures, isConspicuous } from '../../../src/lib/core/reinterview/reinterviewer-figures';
import type { GiveUpReason } from '../../../src/lib/core/reinterview/tries';

const form = (reinterviewerId: string | null, more: Partial<HandledForm> = {}): HandledForm => ({
  interviewerId: 'i',
  reinterviewerId,
  state: 'done',
  isDiscrepant: false,
  giveUps: [],
  ...more
});
const givenUp = (userId: string, reason: GiveUpReason = '2.112') => ({ userId, reason });
const many = (count: number, one: HandledForm) => Array.from({ length: count }, () => one);

describe('of each re-interviewer', () => {
  const forms = [
    form('a'),
    form('a', { isDiscrepant: true }),
    form('a', { state: 'waiting' }),
    form(null, { state: 'waiting' }),
    // Given up by a, and asked again by b, who finds out; given up by both; not handed on yet; nobody else there.
    form('b', { giveUps: [givenUp('a')], isDiscrepant: true }),
    form('b', { giveUps: [givenUp('a', '4.31'), givenUp('b', 'no-contact')], state: 'unreached' }),
    form(null, { giveUps: [givenUp('a')], state: 'waiting' }),
    form('a', { giveUps: [givenUp('a', 'no-contact')], state: 'unreached' })
  ];

  test('what came to them first, how it went, for what it was given up, and what a second person made of it', () => {
    const [a, b] = handlingFigures(forms).reinterviewers;
    expect(a).toMatchObject({
      ...{ id: 'a', assigned: 7, waiting: 1, reached: 2, discrepant: 1, givenUp: 4, share: 4 / 6, isExcessive: false },
      reasons: { '2.112': 2, '4.31': 1, '2.36': 0, 'no-contact': 1 },
      handedOn: { over: 2, reached: 1, discrepant: 1 },
      received: { over: 0, reached: 0, discrepant: 0 }
    });
    expect(a!.interval!.lower).toBeLessThan(4 / 6);
    // What others gave up is nothing that came to b first.
    expect(b).toMatchObject({
      id: 'b',
      assigned: 0,
      givenUp: 0,
      share: null,
      interval: null,
      received: { over: 2, reached: 1, discrepant: 1 }
    });
  });

  test('a pair is worth looking at once half of two or more are given up', () => {
    const [pair] = handlingFigures(forms).pairs;
    expect(pair).toMatchObject({ reinterviewerId: 'a', interviewerId: 'i', assigned: 7, givenUp: 4, isExcessive: false });
    expect(isConspicuous(pair!)).toBe(true);
    expect(isConspicuous(handlingFigures([form('a', { giveUps: [givenUp('a')], state: 'unreached' })]).pairs[0]!)).toBe(false);
  });
});

describe('far more than the others', () => {
  const gaveUp = (by: string, interviewerId = 'i') => form(by, { interviewerId, giveUps: [givenUp(by)], state: 'unreached' });
  const flagged = (forms: readonly HandledForm[]) => handlingFigures(forms).reinterviewers.map(({ isExcessive }) => isExcessive);

  test('few forms accuse nobody, nor whoever has nobody beside them', () => {
    expect(flagged([...many(4, gaveUp('a')), ...many(60, form('b'))])).toEqual([false, false]);
    expect(flagged([...many(5, gaveUp('a')), ...many(60, form('b'))])).toEqual([true, false]);
    expect(flagged(many(40, gaveUp('a')))).toEqual([false]);
  });

  test('twice the others’ odds accuse nobody, however many forms there are', () => {
    // 200 of 600 are twice the odds of 200 of 1000.
    const others = [...many(200, gaveUp('b')), ...many(800, form('b'))];
    expect(flagged([...many(200, gaveUp('a')), ...many(400, form('a')), ...others])).toEqual([false, false]);
    expect(flagged([...many(300, gaveUp('a')), ...many(300, form('a')), ...others])).toEqual([true, false]);
  });

  test('one interviewer’s people, of whom others reach most; not those whom nobody reaches', () => {
    const elsewhere = [...many(30, form('a', { interviewerId: 'j' })), ...many(5, gaveUp('a', 'j'))];
    const pairs = (others: readonly HandledForm[]) =>
      handlingFigures([...many(7, gaveUp('a')), ...elsewhere, ...others]).pairs.flatMap(
        ({ reinterviewerId, interviewerId, isExcessive }) => (isExcessive ? [[reinterviewerId, interviewerId]] : [])
      );
    expect(pairs(many(8, form('b')))).toEqual([['a', 'i']]);
    expect(pairs([...many(6, gaveUp('b')), ...many(2, form('b'))])).toEqual([]);
  });
});
