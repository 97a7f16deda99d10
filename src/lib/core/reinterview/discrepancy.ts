/**
 * Whether a form and its re-interview differ: the person denies the transaction or having answered, or more than half of the level items
 * asked again differ by more than one level (docs/methods.md, "Re-interview"). Whoever does not remember denies nothing; someone of the
 * agency present is counted apart. Items that either time were left out or did not apply are not compared.
 */
import type { RatingPair } from '../estimation/agreement';
import type { AnsweredTwice, CheckAnswers } from './reinterview';

export type DiscrepancyCause = 'transaction' | 'answered' | 'items';

export interface ComparedForm {
  /** Empty: the second interview confirms the first. */
  readonly causes: readonly DiscrepancyCause[];
  readonly agencyPresent: boolean;
  /** The items that were compared: the ratings, and the place of each among the items given. */
  readonly pairs: readonly RatingPair[];
  readonly compared: readonly number[];
}

/** `items`: the level items asked again. @example compareForm({ transaction: 'yes', answered: 'no', agency: 'no' }, []).causes // ['answered'] */
export function compareForm(checks: CheckAnswers, items: readonly AnsweredTwice[]): ComparedForm {
  const compared = items.flatMap(([first, second], at) => (isLevel(first) && isLevel(second) ? [at] : []));
  const pairs = compared.map((at) => items[at] as RatingPair);
  const far = pairs.filter(([first, second]) => Math.abs(first - second) > 1).length;
  const causes: DiscrepancyCause[] = [];
  if (checks.transaction === 'no') causes.push('transaction');
  if (checks.answered === 'no') causes.push('answered');
  if (far > pairs.length / 2) causes.push('items');
  return { causes, agencyPresent: checks.agency === 'yes', pairs, compared };
}

const isLevel = (answer: AnsweredTwice[number]): answer is number => typeof answer === 'number' && answer >= 1;
