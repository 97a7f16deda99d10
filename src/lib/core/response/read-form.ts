/**
 * Turns what a form sent into answers, or into the list of what is wrong with it. It never throws away what was typed: the
 * caller shows it again. One reading for every channel: the page, another program, an imported file.
 *
 * Form fields: an item's code with a level, `na` or an option's value; `comment`; and the form's own `FORM_FIELDS`.
 * Answers to items whose condition is not met are ignored (without scripts nothing hides).
 */
import type { ProblemDetail, ProblemParameters, ProblemCode } from '../problem';
import { FORM_FIELDS } from '../questionnaire/form-fields';
import type { Condition, Item, Questionnaire, ResponseOption } from '../questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../questionnaire/questionnaire';
import type { Answer, Answers } from './response';
import { NOT_APPLICABLE } from './response';

export type FormEntries = readonly (readonly [name: string, value: string])[];

export interface FormReading {
  readonly answers: Answers;
  /** NFC, line ends as \n, trimmed; empty: none. */
  readonly comment: string;
  /** In the order of the form; empty: the form can be stored. `place` is a field name, or `form`. */
  readonly problems: readonly ProblemDetail[];
}

/** Reads the entries against a questionnaire. `requiredItems`: codes that must be answered where they are shown. */
export function readForm(questionnaire: Questionnaire, requiredItems: readonly string[], entries: FormEntries): FormReading {
  const items = itemsOf(questionnaire);
  const { positions, answers: possible } = fieldsOf(questionnaire);
  const problems: ProblemDetail[] = [];
  const note = (place: string, code: ProblemCode, parameters: ProblemParameters = {}) => problems.push({ place, code, parameters });

  const values = groupEntries(entries);
  for (const [name, given] of values) {
    if (!positions.has(name) && !isFormField(name)) note('form', 'item-unknown', { item: name.slice(0, 60) });
    else if (given.some((value) => value.includes('\0'))) note(name, 'text-invalid', { item: name });
  }

  const read = items.map((item, i): Answer => {
    const given = (values.get(item.code) ?? []).filter((value) => value !== '');
    if (given.length === 0) return null;
    if (given.length > 1 && item.kind !== 'choices') {
      note(item.code, 'field-repeated', { item: item.code });
      return null;
    }
    const unknown = given.find((value) => !possible[i]!.has(value));
    if (unknown !== undefined) {
      note(item.code, 'level-out-of-scale', { item: item.code, value: unknown.slice(0, 60) });
      return null;
    }
    const chosen = given.map((value) => possible[i]!.get(value)!);
    return item.kind === 'choices' ? [...new Set(chosen)].sort((a, b) => a - b) : chosen[0]!;
  });
  const answers = read.map((answer, i) => (isShown(items, read, items[i]!.showWhen) ? offered(items, read, items[i]!, answer) : null));

  for (const [i, item] of items.entries())
    if (
      requiredItems.includes(item.code) &&
      answers[i] === null &&
      isShown(items, read, item.showWhen) &&
      !problems.some((p) => p.place === item.code)
    )
      note(item.code, 'item-required', { item: item.code });

  for (const field of FORM_FIELDS) if ((values.get(field)?.length ?? 0) > 1) note(field, 'field-repeated', { item: field });
  const comment = normaliseText(values.get('comment')?.[0] ?? '');
  const limit = questionnaire.comment?.maxLength ?? 0;
  const length = [...comment].length;
  if (length > limit) note('comment', 'comment-too-long', { len: length, max: limit });
  if (problems.length === 0 && comment === '' && answers.every((answer) => answer === null)) note('form', 'form-empty');
  return { answers, comment, problems: inFormOrder(positions, problems) };
}

/** NFC, line ends as \n, no blanks around. A comment is counted in code points of this. */
function normaliseText(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();
}

/** Whether every condition holds for these answers; an item without conditions is always shown. */
export function isShown(items: readonly Item[], answers: Answers, conditions: readonly Condition[] | undefined): boolean {
  return (conditions ?? []).every(({ item: code, values, unless = false }) => {
    const at = items.findIndex((item) => item.code === code);
    const item = items[at];
    return item !== undefined && valuesOf(item, answers[at] ?? null).some((value) => values.includes(value)) !== unless;
  });
}

/** The answer without options that were not offered. */
function offered(items: readonly Item[], answers: Answers, item: Item, answer: Answer): Answer {
  if (item.kind === 'level' || answer === null) return answer;
  const positions = typeof answer === 'number' ? [answer] : answer;
  const left = positions.filter((position) => isOffered(items, answers, item.options[position - 1]));
  return left.length === 0 ? null : typeof answer === 'number' ? answer : left;
}

/** Whether an option goes with the answers before it. */
export function isOffered(items: readonly Item[], answers: Answers, option: ResponseOption | undefined): boolean {
  return option?.hideWhen === undefined || !isShown(items, answers, [option.hideWhen]);
}

/** The form values that stand for an answer: what a browser would send for it. */
export function valuesOf(item: Item, answer: Answer): readonly string[] {
  if (answer === null) return [];
  if (item.kind === 'level') return [answer === NOT_APPLICABLE ? 'na' : String(answer)];
  const positions = typeof answer === 'number' ? [answer] : answer;
  return positions.flatMap((position) => item.options[position - 1]?.value ?? []);
}

interface Fields {
  /** By code, an item's place in the form. */
  readonly positions: ReadonlyMap<string, number>;
  /** By place, the answer that each form value stands for. */
  readonly answers: readonly ReadonlyMap<string, number>[];
}

const fields = new WeakMap<Questionnaire, Fields>();

/** Worked out once a questionnaire: thousands of forms are read against it. */
function fieldsOf(questionnaire: Questionnaire): Fields {
  const known = fields.get(questionnaire);
  if (known) return known;
  const items = itemsOf(questionnaire);
  const made = {
    positions: new Map(items.map((item, i) => [item.code, i])),
    answers: items.map((item) =>
      item.kind === 'level'
        ? new Map([
            ...scaleOf(questionnaire, item).levels.map(({ level }) => [String(level), level] as const),
            ...(item.notApplicable ? [['na', NOT_APPLICABLE] as const] : [])
          ])
        : new Map(item.options.map((option, i) => [option.value, i + 1]))
    )
  };
  fields.set(questionnaire, made);
  return made;
}

const isFormField = (name: string): boolean => (FORM_FIELDS as readonly string[]).includes(name);

/** Every value of a name, in their order. */
export function groupEntries(entries: FormEntries): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) {
    const given = values.get(name);
    if (given) given.push(value);
    else values.set(name, [value]);
  }
  return values;
}

function inFormOrder(positions: ReadonlyMap<string, number>, problems: readonly ProblemDetail[]): readonly ProblemDetail[] {
  const rank = (place: string) => (place === 'form' ? -1 : (positions.get(place) ?? positions.size));
  return problems.toSorted((a, b) => rank(a.place) - rank(b.place));
}
