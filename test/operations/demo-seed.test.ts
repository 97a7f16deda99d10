import { expect, test } from 'vitest';
import { seedDemonstration } from '../../scripts/demo-seed';
import { composeStuffing } from '../../scripts/demo-stuffing';
import { addDays, localDay, weekday } from '../../src/lib/core/calendar/day';
import { SIPAS_2017 } from '../../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { decodeAnswers } from '../../src/lib/core/response/encode-answers';
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

test('whatever the day, somebody fills in fives for others on three working evenings of one month, with one phone', () => {
  const counter = { id: 'c', default_handling_agency_id: 'a' };
  const rated = itemsOf(SIPAS_2017).map(({ kind }) => kind === 'level');
  for (let today = '2026-10-25'; today <= '2026-12-08'; today = addDays(today, 1)) {
    const forms = composeStuffing('s', { id: 'v', content: SIPAS_2017 }, counter, today);
    const days = [...new Set(forms.map(({ response }) => response.day))];
    expect([forms.length, days.length, new Set(days.map((day) => day.slice(0, 7))).size]).toEqual([18, 3, 1]);
    expect(days.every((day) => day < today && day > addDays(today, -14) && weekday(day) < 5)).toBe(true);
    for (const { response, device } of forms) {
      expect([localDay(new Date(response.submitted_at)), device!.device_mark]).toEqual([response.day, forms[0]!.device!.device_mark]);
      expect(new Date(Date.parse(response.submitted_at) + 7 * 3_600_000).toISOString().slice(11, 16)).toMatch(/^(18:[345]|19:)/);
      expect(decodeAnswers(response.answers).filter((_, i) => rated[i])).toEqual(rated.filter(Boolean).map(() => 5));
    }
  }
});
