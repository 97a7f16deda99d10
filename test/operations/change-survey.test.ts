import { expect, test } from 'vitest';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import { changeSurveyState, reviseSurvey } from '../../src/lib/server/operations/change-survey';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { insertQuestionnaireVersion } from '../../src/lib/server/store/questionnaires';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW, OPENED } from '../support/small-province';

const OTHER = {
  code: 'other',
  nameVi: 'Đợt khác',
  nameEn: 'Another round',
  questionnaire: 'sipas-2017',
  ownerCode: 'c1',
  opensOn: OPENED,
  closesOn: null,
  psu: 'day',
  series: null,
  requiredItems: ['officer_1'],
  counterCodes: 'all',
  demonstration: false
} as const;

onBothEngines('a survey', (open) => {
  test('goes from draft to open, closed and published, its revision rising; a step out of turn is refused', async () => {
    await using database = await open();
    const { survey } = await makeSmallProvince(database.db);
    expect(survey.state).toBe('open');
    await expect(changeSurveyState(database.db, 'round', 'publish', NOW)).rejects.toMatchObject({ code: 'transition-forbidden' });
    const closed = await changeSurveyState(database.db, 'round', 'close', NOW);
    expect(closed).toMatchObject({ state: 'closed', closes_on: '2026-03-10', revision: survey.revision + 1 });
    expect(await changeSurveyState(database.db, 'round', 'open', NOW)).toMatchObject({ state: 'open', closes_on: null });
    await changeSurveyState(database.db, 'round', 'close', NOW);
    expect(await changeSurveyState(database.db, 'round', 'publish', NOW)).toMatchObject({
      state: 'published',
      revision: survey.revision + 4
    });
    await expect(changeSurveyState(database.db, 'round', 'open', NOW)).rejects.toMatchObject({ code: 'transition-forbidden' });
    await expect(changeSurveyState(database.db, 'none', 'open', NOW)).rejects.toMatchObject({ code: 'survey-not-found' });
  });

  test('cannot open at a counter that another continuous survey holds', async () => {
    await using database = await open();
    await makeSmallProvince(database.db);
    await createSurvey(database.db, OTHER);
    await expect(changeSurveyState(database.db, 'other', 'open', NOW)).rejects.toMatchObject({
      code: 'counter-taken',
      parameters: { other: 'Đợt thử' }
    });
    await changeSurveyState(database.db, 'round', 'close', NOW);
    expect(await changeSurveyState(database.db, 'other', 'open', NOW)).toMatchObject({ state: 'open' });
  });

  test('a series lies in one province', async () => {
    await using database = await open();
    await makeSmallProvince(database.db);
    const name = { vi: 'Tỉnh khác', en: 'Another province' };
    await createAgency(database.db, { code: 'q', kind: 'province', name, validFrom: '2020-01-01' });
    await createSurvey(database.db, { ...OTHER, series: 'hang-nam' });
    await createSurvey(database.db, { ...OTHER, code: 'other-again', ownerCode: 'p', series: 'hang-nam' });
    await expect(createSurvey(database.db, { ...OTHER, code: 'theirs', ownerCode: 'q', series: 'hang-nam' })).rejects.toMatchObject({
      code: 'series-taken'
    });
  });

  test('is made of things that exist', async () => {
    await using database = await open();
    await makeSmallProvince(database.db);
    const make = (change: object) => createSurvey(database.db, { ...OTHER, ...change });
    await expect(make({ code: 'round' })).rejects.toMatchObject({ code: 'survey-code-taken' });
    await expect(make({ questionnaire: 'none' })).rejects.toMatchObject({ code: 'questionnaire-not-found' });
    await expect(make({ method: { family: 'sipas', number: 99 } })).rejects.toMatchObject({ code: 'method-not-found' });
    await expect(make({ ownerCode: 'none' })).rejects.toMatchObject({ code: 'agency-unknown-code' });
    await expect(make({ requiredItems: ['none'] })).rejects.toMatchObject({ code: 'item-unknown' });
    await expect(make({ opensOn: '2026-02-30' })).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(make({ closesOn: '2025-01-01' })).rejects.toMatchObject({ code: 'option-invalid' });
    await expect(make({ counterCodes: ['33333333'] })).rejects.toMatchObject({ code: 'counter-not-found' });
  });

  test('takes a reworded version while it runs, and no other', async () => {
    await using database = await open();
    const { survey } = await makeSmallProvince(database.db);
    const [first, ...rest] = SIPAS_SHORT.sections;
    const [item, ...items] = first!.items;
    const reworded = {
      ...SIPAS_SHORT,
      sections: [{ ...first!, items: [{ ...item!, text: { vi: 'Câu đã sửa lời.', en: 'A reworded item.' } }, ...items] }, ...rest]
    };
    const second = await insertQuestionnaireVersion(database.db, reworded, NOW.toISOString());
    const revised = await reviseSurvey(database.db, 'round', undefined);
    expect(revised).toMatchObject({ questionnaire_version_id: second.id, revision: survey.revision + 1 });
    // What is counted, and what must be answered, is no wording.
    const [rate, ...rates] = SIPAS_SHORT.rates;
    const others = [
      { ...reworded, rates: [{ ...rate!, alarmAbove: 0.99 }, ...rates] },
      { ...reworded, sections: [{ ...first!, items: [{ ...item!, required: true as const }, ...items] }, ...rest] },
      // Nor is what people choose from: another word is another measure.
      { ...reworded, scales: SIPAS_SHORT.scales.map((scale) => ({ ...scale, levels: scale.levels.map((one) => (one.level === 4 ? { ...one, label: { ...one.label, vi: 'Tạm hài lòng' } } : one)) })) } // prettier-ignore
    ];
    for (const other of others) {
      await insertQuestionnaireVersion(database.db, other, NOW.toISOString());
      await expect(reviseSurvey(database.db, 'round', undefined)).rejects.toMatchObject({ code: 'questionnaire-differs' });
    }
    await insertQuestionnaireVersion(database.db, { ...SIPAS_SHORT, sections: [{ ...first!, items }, ...rest] }, NOW.toISOString());
    await expect(reviseSurvey(database.db, 'round', undefined)).rejects.toMatchObject({ code: 'questionnaire-differs' });
  });
});
