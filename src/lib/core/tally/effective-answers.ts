/**
 * Which answers of a response count: the one place that reads stored answers for tallies and for respondents taken as PSUs
 * (docs/methods.md, "What counts as an answer"). An item whose condition does not hold was not shown, and an answer to it is
 * ignored; an ignored answer fulfils no condition of a later item. Refused (thrown): an answer that its item does not have, which
 * only a fault in storing can produce.
 */
import type { Answers } from '../response/response';
import type { ItemLayout, TallyLayout } from './layout';

/** Shown, and left empty. */
export const NO_ANSWER = -1;
/** Not shown. */
const NOT_SHOWN = -2;
/** A multiple-choice item with at least one choice: look into the answers themselves. */
export const CHOICES = -3;

/**
 * A function from answers to one code per item: 0 … k, or one of the constants above. The array it returns is its own and is
 * overwritten by the next call, which is what makes a million responses cheap.
 */
export function effectiveAnswers(layout: TallyLayout): (answers: Answers) => Int16Array {
  const { items } = layout;
  const codes = new Int16Array(items.length);
  const limits = Int32Array.from(items, (item) => (item.kind === 'choices' ? -1 : item.positions));
  const conditional = items.map((item) => (item.conditions.length > 0 ? item.conditions : null));

  const holds = (answers: Answers, item: number, positions: readonly number[]): boolean => {
    const code = codes[item]!;
    if (code === CHOICES) return (answers[item] as readonly number[]).some((position) => positions.includes(position));
    return code >= 0 && positions.includes(code);
  };

  return (answers) => {
    if (answers.length > items.length) throw new Error(`${answers.length} answers to ${items.length} items`);
    for (let i = 0; i < items.length; i++) {
      const conditions = conditional[i]!;
      if (conditions !== null && !conditions.every(({ item, positions, unless }) => holds(answers, item, positions) !== unless)) {
        codes[i] = NOT_SHOWN;
        continue;
      }
      // Stored answers end with the last one given: reading past the end is slow in V8, comparing is not.
      const answer = i < answers.length ? answers[i]! : null;
      if (answer === null) codes[i] = NO_ANSWER;
      else if (typeof answer === 'number' && answer >= 0 && answer <= limits[i]! && Number.isInteger(answer)) codes[i] = answer;
      else codes[i] = readChoices(items[i]!, answer);
    }
    return codes;
  };
}

function readChoices(item: ItemLayout, answer: number | readonly number[]): number {
  const fits =
    item.kind === 'choices' &&
    typeof answer === 'object' &&
    answer.every(
      (position, i) => Number.isInteger(position) && position >= 1 && position <= item.positions && answer.indexOf(position) === i
    );
  if (!fits) throw new Error(`${item.code} has no answer ${JSON.stringify(answer)}`);
  return answer.length === 0 ? NO_ANSWER : CHOICES;
}
