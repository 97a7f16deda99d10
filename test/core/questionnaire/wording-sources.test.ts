import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';

const HEADING = '## Wording whose source is uncertain';

/** `questionnaire item` of every table row in the section: | `sipas-2017` | `access_2` | `uncertain` | … */
function listedItems(): readonly string[] {
  const methods = readFileSync(new URL('../../../docs/methods.md', import.meta.url), 'utf8');
  const start = methods.indexOf(`${HEADING}\n`);
  if (start < 0) throw new Error(`docs/methods.md has no section "${HEADING}"`);
  const end = methods.indexOf('\n## ', start + HEADING.length);
  const part = methods.slice(start, end < 0 ? undefined : end);
  return [...part.matchAll(/^\| `([^`]+)` *\| `([^`]+)` *\| `uncertain` *\|/gm)].map(
    ([, questionnaire, item]) => `${questionnaire} ${item}`
  );
}

test('docs/methods.md lists exactly the items whose wording is uncertain', () => {
  const marked = SHIPPED_QUESTIONNAIRES.flatMap((questionnaire) =>
    itemsOf(questionnaire)
      .filter((item) => item.source === 'uncertain')
      .map((item) => `${questionnaire.code} ${item.code}`)
  );
  expect(marked.length).toBeGreaterThan(0);
  expect(listedItems().toSorted()).toEqual(marked.toSorted());
});
