/**
 * One person's answers, positional: entry i belongs to item i of `itemsOf(questionnaire)`.
 *
 *   level item    1 … k, or 0 for "does not apply"
 *   choice        1 … m, the option's position counted from 1
 *   choices       a list of such positions, ascending
 *   null          no answer, or the item was not shown; trailing nulls are left out when stored
 */
export type Answer = number | readonly number[] | null;
export type Answers = readonly Answer[];

export const NOT_APPLICABLE = 0;
