/** What PAPI-style boards are shown with: a household survey of communes, in villages. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { makeAnswers, normal, seededRandom } from '../../../scripts/demo-answers';
import type { Day } from '../../../src/lib/core/calendar/day';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import type { Config } from '../../../src/lib/server/config';
import { changeSurveyState } from '../../../src/lib/server/operations/change-survey';
import { readColumnMapping } from '../../../src/lib/server/operations/column-mapping';
import { importResponses } from '../../../src/lib/server/operations/import-responses';
import type { Schema } from '../../../src/lib/server/schema';

const VILLAGES = 9;
const HOUSEHOLDS_A_VILLAGE = 8;

/** A file as a province would import it: a row a household, its village and weight beside its answers. */
export async function importHouseholds(
  db: Kysely<Schema>,
  config: Config,
  { survey, communes, day }: { readonly survey: string; readonly communes: readonly string[]; readonly day: Day },
  now: Date
): Promise<void> {
  const random = seededRandom(71);
  const items = itemsOf(PAPI_STYLE_COMMUNE).filter((item) => item.kind === 'choice');
  const rows = communes.flatMap((commune, c) =>
    Array.from({ length: VILLAGES * HOUSEHOLDS_A_VILLAGE }, (_, i) => {
      const mood = 1.4 - 0.25 * c + 0.1 * normal(random);
      const answers = makeAnswers(PAPI_STYLE_COMMUNE, mood, random);
      const values = items.map((item, at) => {
        const answer = answers[at];
        return typeof answer === 'number' && answer > 0 ? item.options[answer - 1]!.value : '';
      });
      return [commune, `Bản ${1 + (i % VILLAGES)}`, 4 + (c % 3), ...values].join(',');
    })
  );
  const header = ['commune', 'village', 'weight', ...items.map(({ code }) => code)].join(',');
  const mapping = { agency: 'commune', stratum: 'commune', psu: 'village', weight: 'weight' };
  await importResponses(
    db,
    config,
    randomBytes,
    {
      surveyCode: survey,
      file: 'ho-dan.csv',
      bytes: Buffer.from([header, ...rows].join('\n')),
      mapping: readColumnMapping(JSON.stringify(mapping), 'ho-dan.json'),
      counterCode: undefined,
      day
    },
    now,
    () => {}
  );
  await changeSurveyState(db, survey, 'close', now);
}
