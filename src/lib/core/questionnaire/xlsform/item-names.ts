/** The codes of items by their names in the file. Refused: no name, or one that stands twice. */
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
  const isKept = (name: string) => codeOf(name, 'item') === name && !RESERVED_ITEMS.includes(name);
  const taken = new Set([...RESERVED_ITEMS, ...[...first.keys()].filter(isKept)]);
  const codes = new Map([...first.keys()].map((name) => [name, isKept(name) ? name : claimName(taken, codeOf(name, 'item'))]));
  return questions.map(({ row }) => {
    const name = row.text('name');
    const code = codes.get(name) ?? '';
    if (code !== name) note(findings, row.cell('name'), 'xlsform-renamed', { value: name, code });
    return code;
  });
}
