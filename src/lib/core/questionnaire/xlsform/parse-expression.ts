/**
 * Parses an XLSForm's expression as far as conditions go: comparisons of a question with a value, `selected(…)`, `and`, `or`,
 * `not(…)`, brackets. A name without `${}` is a column of `choices`, for filters. Anything else (arithmetic, other functions,
 * `<`, `>`) is no expression here.
 */
import type { Token } from './tokens';
import { tokensOf } from './tokens';

/** A question (`${item}`), a value, or a column of `choices`. */
export interface Operand {
  readonly kind: 'reference' | 'text' | 'name';
  readonly value: string;
}

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | { readonly kind: 'equals' | 'selected'; readonly one: Operand; readonly other: Operand };

const DEEPEST = 40;

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
}

/** undefined: not one that can be held here, or none at all. */
export function parseExpression(text: string): Expression | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reading: Reading = { tokens, at: 0 };
  const expression = joined(reading, 'or', 0);
  return expression && reading.at === tokens.length ? expression : undefined;
}

function joined(reading: Reading, by: 'and' | 'or', depth: number): Expression | undefined {
  if (depth > DEEPEST) return undefined;
  const parts: Expression[] = [];
  do {
    const part = by === 'or' ? joined(reading, 'and', depth) : single(reading, depth);
    if (!part) return undefined;
    parts.push(part);
  } while (takeWord(reading, by));
  return parts.length === 1 ? parts[0] : { kind: by, parts };
}

function single(reading: Reading, depth: number): Expression | undefined {
  if (takesFunction(reading, 'not')) {
    const part = joined(reading, 'or', depth + 1);
    return part && take(reading, ')') ? { kind: 'not', part } : undefined;
  }
  if (takesFunction(reading, 'selected')) {
    const one = operand(reading);
    const other = one && take(reading, ',') ? operand(reading) : undefined;
    return one && other && take(reading, ')') ? { kind: 'selected', one, other } : undefined;
  }
  if (take(reading, '(')) {
    const part = joined(reading, 'or', depth + 1);
    return part && take(reading, ')') ? part : undefined;
  }
  const one = operand(reading);
  const unequal = one && take(reading, '!=');
  if (!one || (!unequal && !take(reading, '='))) return undefined;
  const other = operand(reading);
  if (!other) return undefined;
  const equals: Expression = { kind: 'equals', one, other };
  return unequal ? { kind: 'not', part: equals } : equals;
}

function operand(reading: Reading): Operand | undefined {
  const token = reading.tokens[reading.at];
  if (!token || !('value' in token) || (token.kind === 'name' && ['and', 'or'].includes(token.value))) return undefined;
  reading.at += 1;
  return { kind: token.kind, value: token.value };
}

function take(reading: Reading, kind: Token['kind']): boolean {
  const found = reading.tokens[reading.at]?.kind === kind;
  if (found) reading.at += 1;
  return found;
}

function takeWord(reading: Reading, word: string): boolean {
  const found = isWord(reading.tokens[reading.at], word);
  if (found) reading.at += 1;
  return found;
}

function takesFunction(reading: Reading, name: string): boolean {
  const found = isWord(reading.tokens[reading.at], name) && reading.tokens[reading.at + 1]?.kind === '(';
  if (found) reading.at += 2;
  return found;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'name' && token.value.toLowerCase() === word;
}
