// Questionnaires in the office: copied, changed, published, compared, retired; who may, and what nobody may.
import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/core/problem';
import { methodFor } from '../../src/lib/core/method/methods';
import type { Asking } from '../../src/lib/server/auth/access';
import { changeVersion } from '../../src/lib/server/operations/change-version';
import type { VersionStep } from '../../src/lib/server/operations/change-version';
import { compareVersions } from '../../src/lib/server/operations/compare-versions';
import { copyVersion, createBlank, importXlsForm } from '../../src/lib/server/operations/create-questionnaire';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { exportQuestionnaire } from '../../src/lib/server/operations/export-questionnaire';
import { openQuestionnaire } from '../../src/lib/server/operations/open-questionnaire';
import { openQuestionnaires } from '../../src/lib/server/operations/open-questionnaires';
import { openVersion } from '../../src/lib/server/operations/open-version';
import { arrangePart, savePart } from '../../src/lib/server/operations/save-draft';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { findUsualMethod } from '../../src/lib/server/operations/usual-method';
import type { Db } from '../../src/lib/server/schema';
import { findAgencyByCode } from '../../src/lib/server/store/agencies';
import { findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { findQuestionnaireByCode } from '../../src/lib/server/store/questionnaires';
import { insertUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';
import { problemOf } from '../support/problem-of';
import { makeSmallProvince, NOW } from '../support/small-province';

/** Somebody with a role at the agency. */
async function person(db: Db, code: string, role = 'coordinator', id = `${role} ${code}`): Promise<Asking> {
  const known = await db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
  if (!known)
    await insertUser(db, { id, email: `${id.replace(' ', '.')}@x.example`, name: `Người ${code}`, password_hash: '', disabled_at: null });
  const agency = await findAgencyByCode(db, code, '2026-03-10');
  const grant = { role, agencyId: agency!.id, place: { path: agency!.path, name: agency!.name } };
  return { user: { id, email: '', name: '', grants: [grant] }, language: 'vi' };
}

const SHORT = { code: 'sipas-short', number: '1' };
const texts = (name: string, vi: string, en: string) =>
  [
    [`${name}.vi`, [vi]],
    [`${name}.en`, [en]]
  ] as const;
const part = (place: string, revision: number, ...values: readonly (readonly [string, readonly string[]])[]) => {
  const [kind = '', code = ''] = place.split('/');
  return { place: { part: kind, code }, wishes: new Map(), values: new Map(values), revision };
};
const step = (db: Db, by: Asking, address: { code: string; number: string }, what: VersionStep, revision = 0) =>
  changeVersion(db, by, address, { step: what, revision }, NOW);
const listed = async (db: Db, by: Asking, query = '') =>
  (await openQuestionnaires(db, by, new URLSearchParams(query), NOW)).list.rows.map(({ code, latest, draft, surveys }) => [
    code,
    latest,
    draft,
    surveys
  ]);

async function copyAs(db: Db, by: Asking, address: { code: string; number: string }, as: string) {
  const { code, number } = await copyVersion(db, by, { ...address }, as, NOW);
  return { code, number: String(number) };
}

async function copied(db: Db, by: Asking) {
  const { code, number } = await copyVersion(db, by, SHORT, 'phieu-tinh', NOW);
  return { code, number: String(number) };
}

onBothEngines('questionnaires', (open) => {
  test('a copy of a copy has the method of its source, until a factor is taken out', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const by = await person(db, 'p');
    const first = await copied(db, by);
    expect(await findUsualMethod(db, 'phieu-tinh'), 'not published').toBeUndefined();
    await step(db, by, first, 'publish', 1);
    await step(db, by, await copyAs(db, by, first, 'phieu-huyen'), 'publish', 1);
    for (const code of ['phieu-tinh', 'phieu-huyen']) expect(await findUsualMethod(db, code)).toEqual(methodFor('sipas-short'));

    const short = await copyAs(db, by, first, 'phieu-ngan');
    for (const [i, of] of ['item/feedback_4', 'item/feedback_3', 'item/feedback_2', 'item/feedback_1', 'section/feedback'].entries())
      await arrangePart(db, by, short, { step: `remove:${of}`, revision: 1 + i }, NOW);
    await step(db, by, short, 'publish', 6);
    expect(await findUsualMethod(db, 'phieu-ngan')).toBeUndefined();
    await step(db, by, await copyAs(db, by, short, 'phieu-ngan-2'), 'publish', 1);
    expect(await findUsualMethod(db, 'phieu-ngan-2')).toBeUndefined();
  });

  test('a copy is changed, published, copied again, compared and retired; each step leaves its event', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const by = await person(db, 'p');
    const first = await copied(db, by);
    expect(await openVersion(db, by, first, NOW)).toMatchObject({
      faults: [],
      copyCode: 'phieu-tinh-2',
      version: { state: 'draft', revision: 1 }
    });
    expect((await compareVersions(db, by, 'phieu-tinh', new URLSearchParams(), NOW)).differences.map(({ change }) => change)).toEqual([
      'changed'
    ]);

    const answers = [
      ...([
        ['kind', ['choice']],
        ['section', ['experience']]
      ] as const),
      ...[['option.0.value', ['yes']], ...texts('option.0.label', 'Có', 'Yes'), ['option.1.value', ['no']], ...texts('option.1.label', 'Không', 'No')] as const // prettier-ignore
    ];
    const late = ['when.on_time', ['late', 'overdue']] as const;
    const wish = { ...part('item/new', 1, ...texts('text', 'Có được xin lỗi không?', ''), late, ...answers), wishes: new Map([['section', ['experience']], ['kind', ['choice']]]) }; // prettier-ignore
    expect(await savePart(db, by, first, wish, NOW)).toEqual({ part: 'item', code: 'experience_4' });
    const failure = await problemOf(step(db, by, first, 'publish', 2));
    expect([failure.code, failure.details.map(({ place, code }) => `${place} ${code}`)]).toEqual([
      'questionnaire-incomplete',
      ['item/experience_4 draft-text-missing']
    ]);
    await savePart(
      db,
      by,
      first,
      part('item/experience_4', 2, ...texts('text', 'Có được xin lỗi không?', 'An apology?'), late, ...answers),
      NOW
    );
    expect((await problemOf(step(db, by, first, 'publish', 2))).code).toBe('edit-conflict');
    await step(db, by, first, 'publish', 3);
    expect((await findQuestionnaireByCode(db, 'phieu-tinh'))?.number).toBe(1);

    const next = await copyVersion(db, by, first, '', NOW);
    expect(next).toEqual({ code: 'phieu-tinh', number: 2 });
    const second = { code: next.code, number: '2' };
    await arrangePart(db, by, second, { step: 'down:item/officer_1', revision: 1 }, NOW);
    const { differences, addsUp, from, to } = await compareVersions(db, by, 'phieu-tinh', new URLSearchParams(), NOW);
    expect([from, to, addsUp, differences.map(({ change, code }) => `${change} ${code}`)]).toEqual([
      ...['phieu-tinh/1', 'phieu-tinh/2', false],
      ['moved officer_1']
    ]);
    await step(db, by, second, 'publish', 2);
    await step(db, by, first, 'retire');
    expect((await openQuestionnaire(db, by, 'phieu-tinh', NOW)).versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'published'],
      [1, 'retired']
    ]);
    expect(await findQuestionnaireByCode(db, 'phieu-tinh', 1)).toBeUndefined();
    await step(db, by, first, 'restore');
    expect((await findQuestionnaireByCode(db, 'phieu-tinh', 1))?.number).toBe(1);
    const events = await db.selectFrom('audit_events').select(['action', 'user_id']).where('action', 'like', 'questionnaire.%').orderBy('number').execute(); // prettier-ignore
    expect(events.map(({ action }) => action.split('.')[1])).toEqual([
      'copy',
      'edit',
      'edit',
      'publish',
      'copy',
      'edit',
      'publish',
      'retire',
      'restore'
    ]);
    expect(new Set(events.map(({ user_id }) => user_id))).toEqual(new Set([by.user!.id]));
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });

  test('what is in force changes for nobody, neither here nor behind the application', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const by = await person(db, 'p');
    const address = await copied(db, by);
    await step(db, by, address, 'publish', 1);
    const edit = part('settings/form', 1, ...texts('title', 'Khác', 'Other'));
    for (const attempt of [
      () => savePart(db, by, address, edit, NOW),
      () => arrangePart(db, by, address, { step: 'remove:item/officer_1', revision: 1 }, NOW),
      () => step(db, by, address, 'delete'),
      () => step(db, by, address, 'publish', 1)
    ])
      expect((await problemOf(attempt())).code).toBe('questionnaire-fixed');
    const version = db.updateTable('questionnaire_versions').where('state', '!=', 'draft');
    for (const change of [{ content: '{}' }, { hash: '' }, { number: 7 }, { state: 'draft' as const }])
      await expect(version.set(change).execute()).rejects.toThrow('a questionnaire version is fixed');
    await expect(db.deleteFrom('questionnaire_versions').execute()).rejects.toThrow('a questionnaire version is fixed');
    // The shipped ones are everybody's.
    expect((await problemOf(step(db, by, SHORT, 'retire'))).code).toBe('questionnaire-shared');
    expect((await problemOf(copyVersion(db, by, SHORT, '', NOW))).code).toBe('questionnaire-shared');
  });

  test('of two who edit at once the second is told, and nothing of theirs is stored', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const [one, other] = [await person(db, 'p'), await person(db, 'p', 'administrator')];
    const address = await copied(db, one);
    const title = (vi: string) => part('settings/form', 1, ...texts('title', vi, 'T'), ...texts('stem', 'S', 'S'), ['minutes', ['2']], ['english', ['yes']]); // prettier-ignore
    const outcomes = await Promise.allSettled([
      savePart(db, one, address, title('Một'), NOW),
      savePart(db, other, address, title('Hai'), NOW)
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Problem] : []));
    expect(refused).toMatchObject([{ code: 'edit-conflict', parameters: { person: 'Người p', time: '10:00 10/03/2026' } }]);
    const { version, questionnaire } = await openVersion(db, one, address, NOW);
    expect([version.revision, questionnaire.title.vi]).toEqual([2, version.content.title.vi]);
    const long = { ...title('a'.repeat(251)), revision: 2 };
    const failure = await problemOf(savePart(db, one, address, long, NOW));
    expect([failure.code, failure.details.map(({ place, code }) => `${place} ${code}`)]).toEqual([
      'form-invalid',
      ['title.vi draft-text-long']
    ]);
  });

  test('drafts are their place’s alone; what is published is read below it, and elsewhere not at all', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const [province, commune, sister] = [await person(db, 'p'), await person(db, 'c1'), await person(db, 'c2')];
    const viewer = await person(db, 'c1', 'agency_viewer');
    const address = await copied(db, province);
    const own = await createBlank(db, commune, { titleVi: 'Phiếu của Xã', titleEn: '', code: '' }, NOW);
    expect(own).toEqual({ code: 'phieu-cua-xa', number: 1 });
    const mine = { code: own.code, number: '1' };
    expect((await listed(db, province, 'q=phuc+VU+ngan')).map(([code]) => code)).toEqual(['phieu-tinh', 'sipas-short']);
    expect(await listed(db, province, 'q=phieu+cua+xa')).toEqual([['phieu-cua-xa', null, 1, 0]]);
    expect((await listed(db, province, 'state=draft&sort=-code')).map(([code]) => code)).toEqual(['phieu-tinh', 'phieu-cua-xa']);
    expect((await listed(db, commune, 'state=draft')).map(([code]) => code)).toEqual(['phieu-cua-xa']);
    expect(await listed(db, viewer, 'state=draft')).toEqual([]);
    expect((await problemOf(openVersion(db, commune, address, NOW))).code).toBe('questionnaire-version-not-found');
    expect((await problemOf(openVersion(db, sister, mine, NOW))).code).toBe('questionnaire-not-found');
    expect((await problemOf(openVersion(db, viewer, mine, NOW))).code).toBe('questionnaire-version-not-found');

    await step(db, province, address, 'publish', 1);
    expect((await openVersion(db, viewer, address, NOW)).questionnaire).toMatchObject({ mayWrite: false, mayCopy: false });
    expect((await problemOf(step(db, commune, address, 'retire'))).code).toBe('outside-place');
    expect((await problemOf(step(db, viewer, address, 'retire'))).code).toBe('role-not-enough');
    expect((await problemOf(copyVersion(db, viewer, address, 'cua-toi', NOW))).code).toBe('role-not-enough');
    expect(await copyVersion(db, commune, address, 'cua-xa', NOW)).toEqual({ code: 'cua-xa', number: 1 });
    const taken = await problemOf(copyVersion(db, sister, address, 'cua-xa', NOW));
    expect(taken.details).toMatchObject([{ place: 'code', code: 'questionnaire-code-taken' }]);
    await step(db, commune, mine, 'delete');
    expect((await problemOf(openQuestionnaire(db, commune, 'phieu-cua-xa', NOW))).code).toBe('questionnaire-not-found');
  });

  test('a version goes out as an XLSForm and comes back without a difference; a bad file leaves nothing', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const by = await person(db, 'p');
    const address = await copied(db, by);
    await savePart(
      db,
      by,
      address,
      part('item/officer_1', 1, ...texts('text', 'Lịch sự', 'Polite'), ['required', ['yes']], ['scale', ['satisfaction-5']]),
      NOW
    );
    const { bytes, fileName } = await exportQuestionnaire(db, by, address, NOW);
    expect(fileName).toBe('phieu-tinh-1.xlsx');
    expect(await importXlsForm(db, by, { bytes, name: fileName }, 'phieu-tinh', NOW)).toEqual({ code: 'phieu-tinh', number: 2 });
    const compared = await compareVersions(db, by, 'phieu-tinh', new URLSearchParams('from=1&to=2'), NOW);
    expect([compared.differences, compared.addsUp]).toEqual([[], true]);
    expect(await importXlsForm(db, by, { bytes, name: fileName }, '', NOW)).toEqual({ code: 'phieu-tinh-2', number: 1 });
    const before = await listed(db, by);
    const broken = await problemOf(importXlsForm(db, by, { bytes: bytes.slice(0, 900), name: fileName }, '', NOW));
    expect(broken.code).toBe('workbook-unreadable');
    expect((await problemOf(importXlsForm(db, by, undefined, '', NOW))).details).toMatchObject([{ code: 'questionnaire-file-missing' }]);
    expect((await problemOf(importXlsForm(db, by, { bytes, name: fileName }, 'sipas-short', NOW))).code).toBe('questionnaire-shared');
    expect(await listed(db, by)).toEqual(before);
  });

  test('a start ships nothing twice, and a survey finds what the office published', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const by = await person(db, 'p');
    const address = await copied(db, by);
    await step(db, by, address, 'publish', 1);
    await shipInstruments(db, NOW);
    const { count } = await db.selectFrom('questionnaire_versions').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(); // prettier-ignore
    expect(count).toBe(7);
    await createSurvey(db, {
      ...{ code: 'dot-moi', nameVi: 'Đợt mới', nameEn: 'New', questionnaire: 'phieu-tinh', method: { family: 'sipas', number: 2 } },
      ...{ ownerCode: 'p', opensOn: '2026-04-01', closesOn: null, psu: 'day', series: null, requiredItems: [], counterCodes: [] },
      demonstration: false
    });
    expect(await listed(db, by, 'q=phieu-tinh')).toEqual([['phieu-tinh', 1, null, 1]]);
    expect(
      (await listed(db, by, 'sort=-surveys'))
        .slice(0, 2)
        .map(([code]) => code)
        .sort()
    ).toEqual(['phieu-tinh', 'sipas-short']);
  });
});
