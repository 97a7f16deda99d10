import { expect, test } from 'vitest';
import { seedDemonstration } from '../../scripts/demo-seed';
import { onBothEngines } from '../support/engines';
import { CONFIG, makeSmallProvince } from '../support/small-province';

onBothEngines('the demonstration', (open) => {
  test('does not use a database that holds a real survey, and changes nothing in it', async () => {
    await using database = await open();
    await makeSmallProvince(database.db);
    const before = await database.db.selectFrom('agencies').selectAll().execute();
    await expect(seedDemonstration(database.db, CONFIG)).rejects.toThrow('round');
    expect(await database.db.selectFrom('agencies').selectAll().execute()).toEqual(before);
  });
});
