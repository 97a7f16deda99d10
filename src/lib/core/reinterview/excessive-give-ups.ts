/**
 * Who gave up far more often than others (docs/methods.md, "Re-interviewers"): a warning to look, which changes no figure. Of a person against
 * all others; of a person with one interviewer against the same person with the other interviewers, and against other people with that one,
 * for there are places where nobody is reached. Fisher's exact test, Holm over all of a kind; few forms never say anything.
 */
import type { Count } from '../estimation/fisher-exact';
import { fisherUpperTail } from '../estimation/fisher-exact';
import { holm } from '../estimation/holm';

export interface PairCount extends Count {
  readonly reinterviewerId: string;
  readonly interviewerId: string;
}

/** Over the people and over the pairs: together 5 % of a round. */
const LEVEL_OF_KIND = 0.025;
/** Of the second comparison of a pair, which keeps hard places from being taken for somebody's doing. */
const LEVEL_OF_PLACE = 0.05;
/** Fewer given up say nothing. */
const LEAST_GIVEN_UP = 5;
/** Odds so many times the others' are nobody's fault: other hours, other places. */
const TIMES = 2;

/** By person, in their order: of the forms that are over, those given up. */
export function excessivePeople(people: readonly Count[]): readonly boolean[] {
  const excess = people.map((one) => excessP(one, sum(people.filter((other) => other !== one))));
  return holm(excess, LEVEL_OF_KIND);
}

/** By pair, in their order. */
export function excessivePairs(pairs: readonly PairCount[]): readonly boolean[] {
  const excess = pairs.map((one) => {
    const others = pairs.filter((other) => other !== one);
    const elsewhere = sum(others.filter(({ reinterviewerId: id }) => id === one.reinterviewerId));
    const ofPlace = sum(others.filter(({ interviewerId: id }) => id === one.interviewerId));
    return fisherUpperTail(one, ofPlace) <= LEVEL_OF_PLACE ? excessP(one, elsewhere) : 1;
  });
  return holm(excess, LEVEL_OF_KIND);
}

const excessP = (one: Count, rest: Count): number => (one.part < LEAST_GIVEN_UP ? 1 : fisherUpperTail(one, rest, TIMES));

const sum = (counts: readonly Count[]): Count => ({
  part: counts.reduce((all, { part }) => all + part, 0),
  whole: counts.reduce((all, { whole }) => all + whole, 0)
});
