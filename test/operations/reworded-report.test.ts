// A survey that went over to another wording: its reports name the versions that their answers have, and the day of the change.
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Day } from '../../src/lib/core/calendar/day';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Questionnaire } from '../../src/lib/core/questionnaire/questionnaire';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeSurveyState, reviseSurvey } from '../../src/lib/server/operations/change-survey';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import type { Schema } from '../../src/lib/server/schema';
import type { Counter } from '../../src/lib/server/store/counters';
import { insertQuestionnaireVersion } from '../../src/lib/server/store/questionnaires';
import type { Survey } from '../../src/lib/server/store/surveys';
import { answer } from '../support/answer';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

const [first, ...others] = SIPAS_SHORT.sections;
const [item, ...items] = first!.items;
const REWORDED: Questionnaire = {
  ...SIPAS_SHORT,
  sections: [{ ...first!, items: [{ ...item!, text: { vi: 'Câu đã sửa lời.', en: 'A reworded item.' } }, ...items] }, ...others]
};
/** The same questions, another word to choose. */
const RELABELLED: Questionnaire = {
  ...REWORDED,
  scales: REWORDED.scales.map((scale) => ({
    ...scale,
    levels: scale.levels.map((one) => (one.level === 4 ? { ...one, label: { ...one.label, vi: 'Tạm hài lòng' } } : one))
  }))
};

const tenDays = (db: Kysely<Schema>, survey: Survey, counters: readonly Counter[], from: Day) =>
  answer(
    db,
    survey,
    Array.from({ length: 10 }, (_, d) =>
      counters.flatMap((counter) =>
        [5, 4, 2].map((level) => ({ counter, day: addDays(from, d), answers: Array.from({ length: 9 }, () => level) }))
      )
    ).flat()
  );

const ask = async (db: Kysely<Schema>, survey: string, period: string) =>
  (await buildReport(db, { subject: { agencyCode: 'c1' }, survey, period, scopes: ['/'] }, NOW)).report;

onBothEngines('a report of a reworded survey', (open) => {
  test('names the versions of its answers and the day of the change, in the page’s values and the file', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, counters } = await makeSmallProvince(db);
    await tenDays(db, survey, counters, '2026-01-06');
    const before = await ask(db, 'round', '2026');
    expect(before.survey.questionnaire).toMatchObject({ versions: [1], rewordings: [] });

    await insertQuestionnaireVersion(db, REWORDED, NOW.toISOString());
    const revised = await reviseSurvey(db, 'round', undefined);
    // Nobody has answered the new wording yet: the report still speaks of the old one.
    const none = await ask(db, 'round', '2026');
    expect([none.survey.questionnaire, none.items[0]!.name.vi]).toEqual([before.survey.questionnaire, item!.text.vi]);

    await tenDays(db, revised, counters, '2026-02-03');
    const rewordings = [{ number: 2, from: '2026-02-03' }];
    const year = await ask(db, 'round', '2026');
    expect(year.survey.questionnaire).toMatchObject({ versions: [1, 2], rewordings });
    expect(year.methods).toMatchObject([{ rewordings }]);
    expect(year.overall.n).toBe(120);
    expect(year.items[0]!.name.vi).toBe('Câu đã sửa lời.');
    expect(reportToCsv(year)).toMatch(/,1 2,2026-02-03:2(,|\r?\n)/);
    const january = await ask(db, 'round', '2026-01');
    expect(january.survey.questionnaire).toMatchObject({ versions: [1], rewordings: [] });
    expect(january.items[0]!.name.vi).toBe(item!.text.vi);
    expect((await ask(db, 'round', '2026-02')).survey.questionnaire).toMatchObject({ versions: [2], rewordings });
    // The day of the new wording is that of an answer: one taken from another process says the same.
    await db.deleteFrom('kept_tallies').execute();
    expect((await ask(db, 'round', '2026')).survey.questionnaire).toEqual(year.survey.questionnaire);
  });

  test('a line of surveys is cut where the words of the answers changed, and not where questions were reworded', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, counters } = await makeSmallProvince(db);
    await tenDays(db, survey, counters, '2026-01-06');
    await changeSurveyState(db, 'round', 'close', NOW);
    await db.updateTable('surveys').set({ series: 'line', closes_on: '2026-01-20' }).where('id', '=', survey.id).execute();
    const next = async (code: string, content: Questionnaire, opensOn: Day) => {
      await insertQuestionnaireVersion(db, content, NOW.toISOString());
      const names = { code, nameVi: code, nameEn: code, questionnaire: 'sipas-short', ownerCode: 'p', psu: 'day' as const };
      await createSurvey(db, { ...names, opensOn, closesOn: addDays(opensOn, 15), series: 'line', requiredItems: [], counterCodes: 'all', demonstration: false }); // prettier-ignore
      await tenDays(db, await changeSurveyState(db, code, 'open', NOW), counters, opensOn);
    };
    await next('second', REWORDED, '2026-01-21');
    const reworded = await ask(db, 'series:line', 'all');
    expect(reworded.methods).toHaveLength(1);
    expect(reworded.survey.questionnaire).toMatchObject({ versions: [1, 2], rewordings: [{ number: 2, from: '2026-01-21' }] });
    await next('third', RELABELLED, '2026-02-10');
    const cut = await ask(db, 'series:line', 'all');
    expect(cut.methods).toMatchObject([{ rewordings: [{ number: 2, from: '2026-01-21' }] }, { from: '2026-02-10', rewordings: [] }]);
    expect(cut.survey.questionnaire.versions).toEqual([3]);
    expect(new Set(cut.trend.map(({ method }) => method))).toEqual(new Set([0, 1]));
  });
});
