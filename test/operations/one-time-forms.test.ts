import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makePersonalCode } from '../../src/lib/core/fieldwork/personal-code';
import { readForm } from '../../src/lib/core/response/read-form';
import { makeSubmissionId } from '../../src/lib/core/response/submission-id';
import { newId } from '../../src/lib/server/new-id';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { findForm } from '../../src/lib/server/operations/find-form';
import { FormUnavailable } from '../../src/lib/server/operations/form-place';
import { issueInvitations } from '../../src/lib/server/operations/issue-invitations';
import { submitOnce } from '../../src/lib/server/operations/submit-once';
import type { Db } from '../../src/lib/server/schema';
import { sealCode } from '../../src/lib/server/sealed-code';
import { updateRound } from '../../src/lib/server/store/rounds';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { codesOfUnits, markOfCode } from '../support/codes';
import { onBothEngines } from '../support/engines';
import { BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG, makeSmallProvince, NOW } from '../support/small-province';

const at = (minutes: number) => new Date(ROUND_NOW.getTime() + minutes * 60_000);
const ownId = (since: Date) => makeSubmissionId(since.getTime(), randomBytes(16).toString('base64url'));

/** A citizen opens the form and sends it at `now`, having begun a minute before. */
async function send(db: Db, code: string, officer1: string, now = at(1), opened = findForm(db, BOX, code, now)) {
  const form = await opened;
  const reading = readForm(form.version.content, form.survey.requiredItems, [['officer_1', officer1]]);
  return submitOnce(db, CONFIG, randomBytes, {
    ...{ form, version: form.version, reading, submissionId: ownId(new Date(now.getTime() - 60_000)), device: 'AbCdEfGhIjKlMnOpQrStUv' },
    ...{ language: 'vi', overDeviceFlag: true, overCounterFlag: false, now }
  });
}

async function invite(db: Db) {
  const round = await makeRound(db, { communes: 1, population: 10, sample: 3, reserve: 1 });
  await issueInvitations(db, BOX, round.survey.id, randomBytes, ROUND_NOW);
  const [one, two, three] = await codesOfUnits(db, round.survey.id);
  return { ...round, codes: [one!, two!, three!] as const };
}

onBothEngines('an invitation', (open) => {
  test('opens the form in the survey’s name, and its answer is the unit’s', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, survey, units, agencyIds } = await invite(db);
    const { place } = await findForm(db, BOX, codes[0], ROUND_NOW);
    expect(place).toMatchObject({ agencyName: { vi: 'Xã 1' }, counterId: null, counterName: null, handlingAgencyId: agencyIds[0] });
    expect(place.once).toMatchObject({
      kind: 'invitation',
      surveyName: { vi: 'Đợt điều tra thử' },
      askedBy: { vi: 'Tỉnh Thử' },
      retentionDays: 90
    });
    const receipt = await send(db, codes[0], '4');
    expect(await db.selectFrom('responses').selectAll().execute()).toMatchObject([
      {
        ...{ survey_id: survey.id, sampled_unit_id: units[0]!.id, channel: 'web', purpose: 'main', entered_by: null, receipt },
        ...{ submission_scope: units[0]!.id, submission_id: 'once', duration_ms: 60_000, flags: '["many-from-device"]', answers: '[4]' }
      }
    ]);
    expect(await db.selectFrom('response_devices').selectAll().execute()).toHaveLength(1);
    expect(await db.selectFrom('access_codes').select(['used_at', 'sealed']).where('code', '=', markOfCode(codes[0])).execute()).toEqual([
      { used_at: at(1).toISOString(), sealed: '' }
    ]);
  });

  test('answers once: the same again is the same receipt, another is told when the first came', async () => {
    await using database = await open();
    const { db } = database;
    const { codes } = await invite(db);
    const opened = findForm(db, BOX, codes[0], ROUND_NOW);
    await opened;
    const receipt = await send(db, codes[0], '4');
    expect(await send(db, codes[0], '4', at(5), opened)).toBe(receipt);
    const used = { code: 'invite-used', parameters: {} };
    expect(await problemOf(send(db, codes[0], '1', at(5), opened))).toMatchObject(used);
    const refusal = await findForm(db, BOX, codes[0], at(9)).catch((failure: unknown) => failure);
    expect(refusal).toBeInstanceOf(FormUnavailable);
    expect(refusal).toMatchObject({ ...used, stored: { receipt } });
    expect(await db.selectFrom('responses').select('answers').execute()).toEqual([{ answers: '[4]' }]);
  });

  test('answered on many phones at once is one answer', async () => {
    await using database = await open();
    const { db } = database;
    const { codes } = await invite(db);
    const opened = findForm(db, BOX, codes[0], ROUND_NOW);
    await opened;
    const levels = ['1', '2', '3', '4', '5'];
    const outcomes = await Promise.allSettled([...levels, ...levels].map((level) => send(db, codes[0], level, at(1), opened)));
    const receipts = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(receipts).toHaveLength(2); // the one that came first, and its double
    expect(new Set(receipts).size).toBe(1);
    expect(await db.selectFrom('responses').select('id').execute()).toHaveLength(1);
  });

  test('opens nothing before the round, after it, for a unit given up, or where nobody has such a code', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, survey, units } = await invite(db);
    const refused = (code: string, now = ROUND_NOW) => problemOf(findForm(db, BOX, code, now));
    expect(await refused(makePersonalCode(randomBytes))).toMatchObject({ code: 'counter-not-found', parameters: { n: 12 } });
    await updateSurvey(db, survey.id, { state: 'draft' });
    expect(await refused(codes[0])).toMatchObject({ code: 'survey-not-open', parameters: { date: '01/03/2026' } });
    await updateSurvey(db, survey.id, { state: 'open', closes_on: '2026-03-20' });
    expect(await refused(codes[0], new Date('2026-03-21T00:00:00Z'))).toMatchObject({
      code: 'survey-closed',
      parameters: { date: '20/03/2026' }
    });
    await db
      .updateTable('sampled_units')
      .set({ replaced_at: at(0).toISOString() })
      .where('id', '=', units[1]!.id)
      .execute();
    expect(await refused(codes[1])).toMatchObject({ code: 'invite-withdrawn' });
    await db.updateTable('access_codes').set({ expires_at: '2026-03-09T17:00:00.000Z' }).where('code', '=', markOfCode(codes[2])).execute();
    expect(await refused(codes[2])).toMatchObject({ code: 'invite-expired', parameters: { date: '09/03/2026' } });

    const opened = findForm(db, BOX, codes[0], ROUND_NOW);
    await opened;
    await updateSurvey(db, survey.id, { state: 'closed' });
    await updateRound(db, survey.id, { closed_on: '2026-03-10' });
    expect(await problemOf(send(db, codes[0], '4', at(1), opened))).toMatchObject({
      code: 'survey-closed',
      parameters: { date: '10/03/2026' }
    });
    expect(await db.selectFrom('responses').select('id').execute()).toEqual([]);
  });
});

async function registerDossier(db: Db, counterId: string, handlingAgencyId: string, expiresAt = '2026-04-30T17:00:00.000Z') {
  const code = makePersonalCode(randomBytes);
  const id = newId();
  const issued = { issued_at: NOW.toISOString(), counter_id: null, replaced_by: null, closed_at: null };
  await db
    .insertInto('access_codes')
    .values({ ...sealCode(BOX, code), kind: 'dossier', ...issued, dossier_id: id, expires_at: expiresAt })
    .execute();
  const token = newId();
  await db
    .insertInto('api_tokens')
    .values({
      ...{ id: token, id_hash: token, name: 'Một cửa', scope: 'dossiers', agency_id: handlingAgencyId, created_by: null },
      ...{ created_at: NOW.toISOString(), expires_at: expiresAt, last_used_at: null, revoked_at: null }
    })
    .execute();
  const row = { id, dossier_mark: id, handling_agency_id: handlingAgencyId, receiving_counter_id: counterId, service_field: 'Hộ tịch' };
  const times = { completed_on: '2026-03-09', registered_at: NOW.toISOString(), erase_after: expiresAt };
  await db
    .insertInto('dossiers')
    .values({ ...row, ...times, token_id: token })
    .execute();
  return { id, code };
}

onBothEngines('the code of a dossier', (open) => {
  test('feeds the survey that its counter runs, once, whichever survey that is by then', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const [counter, other] = counters;
    const { id, code } = await registerDossier(db, counter.id, other.agencyId);
    const opened = findForm(db, BOX, code, NOW);
    expect((await opened).place).toMatchObject({ counterName: 'Quầy 1', counterId: counter.id, once: { kind: 'dossier' } });
    const outcomes = await Promise.allSettled(['2', '3', '2', '3'].map((level) => send(db, code, level, at(1), opened)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await db.selectFrom('responses').selectAll().execute()).toMatchObject([
      {
        ...{ survey_id: survey.id, channel: 'slip', receiving_counter_id: counter.id, handling_agency_id: other.agencyId },
        ...{ submission_scope: id, submission_id: 'once', sampled_unit_id: null, purpose: 'main' }
      }
    ]);
    await changeSurveyState(db, 'round', 'close', NOW);
    await createSurvey(db, {
      ...{ code: 'next', nameVi: 'Đợt sau', nameEn: 'Next', questionnaire: 'sipas-short', ownerCode: 'p', opensOn: '2026-03-11' },
      ...{ closesOn: null, psu: 'day', series: null, requiredItems: [], counterCodes: [counter.code], demonstration: false }
    });
    await changeSurveyState(db, 'next', 'open', new Date('2026-03-11T03:00:00Z'));
    const later = new Date('2026-03-12T03:00:00Z');
    expect((await findForm(db, BOX, counter.code, later)).survey.id).not.toBe(survey.id);
    expect(await problemOf(findForm(db, BOX, code, later))).toMatchObject({ code: 'invite-used' });
    expect(await problemOf(send(db, code, '1', later, opened))).toMatchObject({ code: 'invite-used' });
    expect(await db.selectFrom('responses').select('id').execute()).toHaveLength(1);
  });

  test('ends with its day, and with the dossier', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const { code } = await registerDossier(db, counters[0].id, counters[0].agencyId);
    expect(await problemOf(findForm(db, BOX, code, new Date('2026-04-30T17:00:00Z')))).toMatchObject({
      ...{ code: 'invite-expired', parameters: { date: '30/04/2026' } }
    });
    await db.deleteFrom('dossiers').execute();
    expect(await problemOf(findForm(db, BOX, code, NOW))).toMatchObject({ code: 'counter-not-found' });
    await updateSurvey(db, (await db.selectFrom('surveys').select('id').executeTakeFirstOrThrow()).id, { state: 'closed' });
    const { code: second } = await registerDossier(db, counters[0].id, counters[0].agencyId);
    expect(await problemOf(findForm(db, BOX, second, NOW))).toMatchObject({ code: 'survey-closed' });
  });
});
