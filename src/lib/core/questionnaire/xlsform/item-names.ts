/** The codes of items, in the column `code` where it says something, or by their names. Refused: no name, or one that stands twice. */
import type { Findings } from './findings';
import { mistake, note } from './findings';
import { claimName } from './claim-name';
import { codeOf, RESERVED_ITEMS } from './codes';
import type { QuestionRow } from './read-outline';

/** By the row's place among `questions`, its code. A name that is a code already keeps it, whatever stands before it. */
export function itemCodes(questions: readonly QuestionRow[], findings: Findings): readonly string[] {
  const first = new Map<string, string>();
  for (const { row } of questions) {
    const name = row.text('name');
    const known = first.get(name);
    if (name === '') mistake(findings, row.cell('name'), 'cell-empty');
    else if (known !== undefined) mistake(findings, row.cell('name'), 'cell-repeated', { value: name, first: known });
    else first.set(name, row.cell('name'));
  }
  const wanted = questions.map(({ row }) => row.text('code') || row.text('name'));
  const isKept = (code: string, i: number) => codeOf(code, 'item') === code && !RESERVED_ITEMS.includes(code) && wanted.indexOf(code) === i;
  const taken = new Set([...RESERVED_ITEMS, ...wanted.filter(isKept)]);
  return questions.map(({ row }, i) => {
    const name = wanted[i]!;
    if (isKept(name, i)) return name;
    const code = claimName(taken, codeOf(name, 'item'));
    if (name !== '') note(findings, row.cell('name'), 'xlsform-renamed', { value: name, code });
    return code;
  });
}
