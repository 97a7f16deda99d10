/**
 * A paper form keyed by two people: where the copies differ, item by item and in the comment, and the form that a third choice makes of
 * them. Blanks and line ends of a comment make no difference.
 */
import type { Item } from '../questionnaire/questionnaire';
import type { FormEntries } from './read-form';
import { valuesOf } from './read-form';
import type { Answers } from './response';

export interface KeyedCopy {
  readonly answers: Answers;
  readonly comment: string;
}

/** `field`: an item's code, or `comment`; form values as a browser would send them, none where it was left out. */
export interface KeyingDifference {
  readonly field: string;
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** In the form's order, the comment last. */
export function keyingDifferences(items: readonly Item[], first: KeyedCopy, second: KeyedCopy): readonly KeyingDifference[] {
  const ofItems = items.map((item, i) => ({
    field: item.code,
    first: valuesOf(item, first.answers[i] ?? null),
    second: valuesOf(item, second.answers[i] ?? null)
  }));
  const ofComment = { field: 'comment', first: commentOf(first), second: commentOf(second) };
  return [...ofItems, ofComment].filter((one) => one.first.join('\n') !== one.second.join('\n'));
}

const commentOf = ({ comment }: KeyedCopy): readonly string[] => {
  const text = comment.normalize('NFC').replace(/\s+/g, ' ').trim();
  return text === '' ? [] : [text];
};

/** What the paper says where the copies differ: by field its form values, none where the paper leaves it out. */
export type Settlement = ReadonlyMap<string, readonly string[]>;

/** The settled form as entries, to be read like any other; what both say alike stays. */
export function settledEntries(items: readonly Item[], first: KeyedCopy, settlement: Settlement): FormEntries {
  const ofItems = items.flatMap((item, i) =>
    (settlement.get(item.code) ?? valuesOf(item, first.answers[i] ?? null)).map((value) => [item.code, value] as const)
  );
  const comment = settlement.get('comment') ?? (first.comment === '' ? [] : [first.comment]);
  return [...ofItems, ...comment.map((text) => ['comment', text] as const)];
}
