// What is wrong with a sampled survey's design: the line is the file's, and a cell counts for the number it says or for none.
import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/core/problem';
import { DESIGN, importTable, makeComparedProvince, openRound } from '../support/compared-province';
import { onBothEngines } from '../support/engines';

const MAPPING = { ...DESIGN, identity: 'id' };
const HEADER = 'id,agency,day,w,h,c,N,officer_1';

onBothEngines('a design that is refused', (open) => {
  const sampled = async (db: Parameters<typeof importTable>[0]) => {
    await makeComparedProvince(db, { communes: ['a'] });
    await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
  };
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (failure: unknown) => failure as Problem
    );

  test('names the line whose population size differs, in a first file and in a later one', async () => {
    await using database = await open();
    await sampled(database.db);
    const rows = ['1,a,2026-02-03,1,h,1,10,5', '2,a,2026-02-03,1,h,2,10,5', '3,a,2026-02-03,1,h,3,11,5'];
    const first = await refusal(importTable(database.db, 'round', [HEADER, ...rows].join('\n'), MAPPING));
    await importTable(database.db, 'round', [HEADER, ...rows.slice(0, 2)].join('\n'), MAPPING);
    const later = await refusal(importTable(database.db, 'round', [HEADER, rows[2]!].join('\n'), MAPPING));
    expect([first!.parameters['place'], later!.parameters['place']].map((place) => String(place).replace(/\D/g, ''))).toEqual(['4', '2']);
  });

  test.each(['"1,234"', '0x10', '1e3x', 'Infinity', '1e999'])('a weight of %s is no plain number in a file with commas', async (cell) => {
    await using database = await open();
    await sampled(database.db);
    const failure = await refusal(importTable(database.db, 'round', `${HEADER}\n1,a,2026-02-03,${cell},h,1,10,5\n`, MAPPING));
    const weights = await database.db.selectFrom('response_weights').select('weight').execute();
    expect([failure?.code, weights]).toEqual(['import-row', []]);
  });
});
