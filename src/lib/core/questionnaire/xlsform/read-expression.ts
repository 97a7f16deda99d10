/**
 * From an expression to conditions, all of which must hold. Held are: answers to one question joined by `or`, `not(…)` of such,
 * several of these joined by `and`. Not held: `or` between different questions, which the questionnaire has no place for.
 */
import type { Expression, Operand } from './parse-expression';
import { parseExpression } from './parse-expression';

/** As the file names item and values. */
export interface NamedCondition {
  readonly item: string;
  readonly values: readonly string[];
  readonly unless: boolean;
}

/** An option is hidden where its row says `value` in `column`, and `when` holds. */
export interface HidingPart {
  readonly kind: 'hide';
  readonly column: string;
  readonly value: string;
  readonly when: NamedCondition;
}

/** An option is offered where the answer to `item` stands in its row's `column`; `several`: there may be several, with blanks between. */
export interface MatchingPart {
  readonly kind: 'match';
  readonly column: string;
  readonly item: string;
  readonly several: boolean;
}

export type FilterPart = HidingPart | MatchingPart;

/** A `relevant` cell. undefined: it cannot be held. */
export function readRelevant(text: string): readonly NamedCondition[] | undefined {
  const expression = parseExpression(text);
  return expression && conditionsOf(expression);
}

/** A `choice_filter` cell. undefined: it cannot be held. */
export function readChoiceFilter(text: string): readonly FilterPart[] | undefined {
  const expression = parseExpression(text);
  const parts = expression && conjuncts(expression).map(filterPart);
  return parts && allOf(parts);
}

function conditionsOf(expression: Expression): readonly NamedCondition[] | undefined {
  switch (expression.kind) {
    case 'and':
      return allOf(expression.parts.map(conditionsOf))?.flat();
    case 'or':
      return merged(disjuncts(expression).map(conditionsOf));
    case 'not':
      return opposite(expression.part);
    default: {
      const { one, other } = expression;
      const turned = expression.kind === 'equals' && one.kind === 'text';
      const [asked, value] = turned ? [other, one] : [one, other];
      return asked.kind === 'reference' && value.kind === 'text'
        ? [{ item: asked.value, values: [value.value], unless: false }]
        : undefined;
    }
  }
}

/** Answers to one question, any of them. */
function merged(parts: readonly (readonly NamedCondition[] | undefined)[]): readonly NamedCondition[] | undefined {
  const conditions = allOf(parts.map(single));
  const first = conditions?.[0];
  if (!first || conditions.some(({ item, unless }) => unless || item !== first.item)) return undefined;
  return [{ item: first.item, values: conditions.flatMap(({ values }) => values), unless: false }];
}

function opposite(expression: Expression): readonly NamedCondition[] | undefined {
  const parts = disjuncts(expression).map(conditionsOf);
  const together = parts.length === 1 ? parts[0] : merged(parts);
  // Otherwise each: not (a or b) is neither a nor b.
  const conditions = together?.length === 1 ? together : allOf(parts.map(single));
  return conditions?.map((condition) => ({ ...condition, unless: !condition.unless }));
}

const single = (conditions: readonly NamedCondition[] | undefined): NamedCondition | undefined =>
  conditions?.length === 1 ? conditions[0] : undefined;

function filterPart(expression: Expression): FilterPart | undefined {
  if (expression.kind === 'not') return hidingPart(conjuncts(expression.part));
  if (expression.kind !== 'equals' && expression.kind !== 'selected') return undefined;
  const { kind, one, other } = expression;
  const column = [one, other].find((operand) => operand.kind === 'name');
  const asked = [one, other].find((operand) => operand.kind === 'reference');
  if (!column || !asked) return undefined;
  // `selected(column, ${item})`: the column holds a list. `selected(${item}, column)`: the answer may be several.
  return { kind: 'match', column: column.value.toLowerCase(), item: asked.value, several: kind === 'selected' && one === column };
}

function hidingPart(parts: readonly Expression[]): HidingPart | undefined {
  const marks = parts.map(markOf);
  const at = marks.findIndex((mark) => mark !== undefined);
  const mark = marks[at];
  const rest = parts.filter((_, i) => i !== at);
  if (!mark || rest.length === 0) return undefined;
  const conditions = conditionsOf(rest.length === 1 ? rest[0]! : { kind: 'and', parts: rest });
  return conditions?.length === 1 ? { kind: 'hide', ...mark, when: conditions[0]! } : undefined;
}

/** `column = 'value'` */
function markOf(expression: Expression): { readonly column: string; readonly value: string } | undefined {
  if (expression.kind !== 'equals') return undefined;
  const pick = (kind: Operand['kind']) => [expression.one, expression.other].find((operand) => operand.kind === kind)?.value;
  const [column, value] = [pick('name'), pick('text')];
  return column === undefined || value === undefined ? undefined : { column: column.toLowerCase(), value };
}

const disjuncts = (expression: Expression): readonly Expression[] =>
  expression.kind === 'or' ? expression.parts.flatMap(disjuncts) : [expression];

const conjuncts = (expression: Expression): readonly Expression[] =>
  expression.kind === 'and' ? expression.parts.flatMap(conjuncts) : [expression];

function allOf<T>(parts: readonly (T | undefined)[]): readonly T[] | undefined {
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
