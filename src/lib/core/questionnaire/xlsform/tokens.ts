/** The words of an XLSForm's expression. Quotes may be single, double or typographic. A length beyond any real one is not read. */
export type Token =
  { readonly kind: 'reference' | 'text' | 'name'; readonly value: string } | { readonly kind: '(' | ')' | ',' | '=' | '!=' | 'other' };

const LONGEST = 4000;
const WORDS = [
  { kind: 'reference', pattern: /\$\{\s*([^\s{}]+)\s*\}/y },
  { kind: 'text', pattern: /'([^']*)'/y },
  { kind: 'text', pattern: /"([^"]*)"/y },
  { kind: 'text', pattern: /‘([^’]*)’/y },
  { kind: 'text', pattern: /“([^”]*)”/y },
  { kind: 'text', pattern: /(-?\d+(?:\.\d+)?)(?![\w.])/y },
  { kind: 'name', pattern: /([\p{L}_][\p{L}\p{N}\p{M}_.-]*)/uy }
] as const;
const MARK = /!=|[(),=]/y;
const BLANKS = /\s*/y;

/** undefined: too long to be one. */
export function tokensOf(expression: string): readonly Token[] | undefined {
  if (expression.length > LONGEST) return undefined;
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(expression)![0].length;
    if (at >= expression.length) return tokens;
    const { token, length } = tokenAt(expression, at);
    tokens.push(token);
    at += length;
  }
}

function tokenAt(expression: string, at: number): { readonly token: Token; readonly length: number } {
  for (const { kind, pattern } of WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(expression);
    if (found) return { token: { kind, value: found[1]! }, length: found[0].length };
  }
  MARK.lastIndex = at;
  const mark = MARK.exec(expression)?.[0];
  return mark ? { token: { kind: mark as '(' | ')' | ',' | '=' | '!=' }, length: mark.length } : { token: { kind: 'other' }, length: 1 };
}
