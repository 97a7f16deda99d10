/**
 * The words of an XLSForm's expression. Quotes may be single, double or typographic. Every character is looked at a few times at
 * most, so that no cell takes long.
 */
export type Token =
  { readonly kind: 'reference' | 'text' | 'name'; readonly value: string } | { readonly kind: '(' | ')' | ',' | '=' | '!=' | 'other' };

const LONGEST = 4000;
const QUOTES: Readonly<Record<string, string>> = { "'": "'", '"': '"', '‘': '’', '“': '”' };
const REFERENCE = /\$\{\s*([^\s{}$]+)\s*\}/y;
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*/uy;
const NUMBER = /^\d+(\.\d+)?$/;
const NAME = /^[\p{L}_]/u;
const MARK = /!=|[(),=]/y;
const BLANKS = /\s*/y;

/** undefined: too long to be one, or a quote that does not end. */
export function tokensOf(expression: string): readonly Token[] | undefined {
  if (expression.length > LONGEST) return undefined;
  const tokens: Token[] = [];
  let at = matchAt(BLANKS, expression, 0)![0].length;
  while (at < expression.length) {
    const found = quotedAt(expression, at) ?? wordAt(expression, at);
    if (!found) return undefined;
    tokens.push(found.token);
    at += found.length;
    at += matchAt(BLANKS, expression, at)![0].length;
  }
  return tokens;
}

interface Found {
  readonly token: Token;
  readonly length: number;
}

function quotedAt(expression: string, at: number): Found | undefined {
  const close = QUOTES[expression[at]!];
  const end = close === undefined ? -1 : expression.indexOf(close, at + 1);
  return end < 0 ? undefined : { token: { kind: 'text', value: expression.slice(at + 1, end) }, length: end + 1 - at };
}

/** undefined: a quote, which here is one that does not end. */
function wordAt(expression: string, at: number): Found | undefined {
  if (QUOTES[expression[at]!] !== undefined) return undefined;
  const reference = matchAt(REFERENCE, expression, at);
  if (reference) return { token: { kind: 'reference', value: reference[1]! }, length: reference[0].length };
  const word = matchAt(WORD, expression, at)?.[0];
  if (word !== undefined) {
    const kind = NUMBER.test(word) ? 'text' : NAME.test(word) ? 'name' : 'other';
    return { token: kind === 'other' ? { kind } : { kind, value: word }, length: word.length };
  }
  const mark = matchAt(MARK, expression, at)?.[0];
  return { token: { kind: (mark ?? 'other') as '(' | ')' | ',' | '=' | '!=' | 'other' }, length: mark?.length ?? 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
