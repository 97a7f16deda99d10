/**
 * What a keyer types of a paper form: digits, one field an item. A level is its number, 0 or 9 "does not apply" (9 where the scale does not
 * reach it), an option its place in the printed list; of several, digits side by side, or numbers with blanks where a list has more than
 * nine. Empty: the paper leaves it out.
 */
import { Problem } from '../problem';
import type { Item, Questionnaire } from '../questionnaire/questionnaire';
import { scaleOf } from '../questionnaire/questionnaire';

/** The form values that the digits stand for. Throws `keying-digit-unknown` with what may be typed. */
export function readKeyedCell(questionnaire: Questionnaire, item: Item, typed: string): readonly string[] {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return [];
  const values = keyedValues(questionnaire, item);
  const digits = item.kind === 'choices' ? severalIn(text, values.size) : [text];
  const read = digits.map((digit) => values.get(digit));
  if (read.includes(undefined) || new Set(read).size < read.length)
    throw new Problem('keying-digit-unknown', { typed: text.slice(0, 20), allowed: [...values.keys()].join(', ') });
  return read as string[];
}

/** By what is typed for it, a form value. */
export function keyedValues(questionnaire: Questionnaire, item: Item): ReadonlyMap<string, string> {
  if (item.kind !== 'level') return new Map(item.options.map(({ value }, i) => [String(i + 1), value]));
  const levels = scaleOf(questionnaire, item).levels.map(({ level }) => String(level));
  const none = item.notApplicable ? ['0', '9'].filter((digit) => !levels.includes(digit)) : [];
  return new Map([...levels.map((level) => [level, level] as const), ...none.map((digit) => [digit, 'na'] as const)]);
}

/** The digits that stand for form values; '' where there are none. */
export function keyedText(questionnaire: Questionnaire, item: Item, values: readonly string[]): string {
  const digits = [...keyedValues(questionnaire, item)].toReversed();
  const typed = values.map((value) => digits.filter(([, one]) => one === value).at(-1)?.[0] ?? '');
  return typed.join(item.kind === 'choices' && digits.length > 9 ? ' ' : '');
}

function severalIn(text: string, options: number): readonly string[] {
  return options > 9 || /[\s,;.]/.test(text) ? text.split(/[\s,;.]+/).filter((part) => part !== '') : [...text];
}
