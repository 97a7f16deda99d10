// Scorecards through the operations that the pages call: what is stored, who may, what a survey gives, ranks.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { pointLinesOf } from '../../src/lib/core/scoring/par-rules';
import { DEMONSTRATION_RULES } from '../../src/lib/core/scoring/par-rules-demo';
import type { ScorecardLine } from '../../src/lib/core/scoring/scorecard';
import type { Role } from '../../src/lib/server/auth/access';
import { NO_MAPPING } from '../../src/lib/server/operations/column-mapping';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createUser } from '../../src/lib/server/operations/create-user';
import { exportScorecard, exportTemplate } from '../../src/lib/server/operations/export-scorecard';
import { importResponses } from '../../src/lib/server/operations/import-responses';
import { listScorecards } from '../../src/lib/server/operations/list-scorecards';
import { listSurveyChoices } from '../../src/lib/server/operations/list-survey-choices';
import { openScorecard } from '../../src/lib/server/operations/open-scorecard';
import { surveyFigures } from '../../src/lib/server/operations/read-survey-figure';
import type { ScorecardSave } from '../../src/lib/server/operations/save-scorecard';
import { saveScorecard } from '../../src/lib/server/operations/save-scorecard';
import { uploadScorecard } from '../../src/lib/server/operations/upload-scorecard';
import type { Db } from '../../src/lib/server/schema';
import { findActiveUser, findUserByEmail } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';
import type { TestDatabase } from '../support/engines';
import { CONFIG, makeSmallProvince, NOW, OPENED } from '../support/small-province';
import { problemOf } from '../support/problem-of';
import { changeStatus } from '../support/take-out';

const RULES = { family: DEMONSTRATION_RULES.family, number: DEMONSTRATION_RULES.number };
const SURVEY = 'dieu-tra';

const lineOf = (code: string, points: Partial<ScorecardLine> = {}): ScorecardLine => {
  return { code, selfAssessed: null, appraised: null, leaders: null, citizens: null, combined: null, reason: null, ...points };
};
/** Full points everywhere, less `lost` of 3.3 (at most 6). */
const fullLines = (lost = 0): readonly ScorecardLine[] =>
  DEMONSTRATION_RULES.areas.flatMap(pointLinesOf).map(({ code, max, sources }) => {
    const group = { appraisal: 'appraised', leaders: 'leaders', citizens: 'citizens' }[sources[0]!];
    return lineOf(code, { [group]: code === '3.3' ? max - lost : max });
  });
const withLine = (lines: readonly ScorecardLine[], code: string, points: Partial<ScorecardLine>) =>
  lines.map((line) => (line.code === code ? lineOf(code, points) : line));

const saving = (agencyCode: string, more: Partial<ScorecardSave> = {}): ScorecardSave => ({
  agencyCode,
  year: 2026,
  rules: RULES,
  revision: 0,
  lines: fullLines(),
  composition: null,
  published: null,
  surveys: [],
  origin: null,
  ...more
});

async function person(db: Db, role: Role, agencyCode: string) {
  const email = `${role}-${agencyCode}@tinh.example`;
  if (!(await findUserByEmail(db, email)))
    await createUser(db, { role, email, password: 'hoa-ban-nở-tháng-ba', name: `${role} ${agencyCode}`, agencyCode }, NOW);
  const user = await findActiveUser(db, (await findUserByEmail(db, email))!.id);
  return { user: user!, language: 'vi' as const };
}

/** A sampled survey at both communes: forty people in c1, three of four satisfied, and `others` in c2. */
async function openSample(db: Db, others = 20): Promise<void> {
  const levels = [5, 5, 4, 3];
  const { counters } = await makeSmallProvince(db as TestDatabase['db']);
  const shared = { nameVi: 'Điều tra', nameEn: 'Sample', questionnaire: 'sipas-short', ownerCode: 'p', opensOn: OPENED, closesOn: null };
  const chosen = [counters[0], counters[2]];
  await createSurvey(db, {
    ...shared,
    code: SURVEY,
    psu: 'respondent',
    series: null,
    requiredItems: [],
    counterCodes: chosen.map(({ code }) => code),
    demonstration: false
  });
  // Its counters run the continuous round already, which a sample does not take from them.
  await db.updateTable('surveys').set({ psu: 'design', mode: 'sampled', state: 'open' }).where('code', '=', SURVEY).execute();
  const people = (counter: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${i % 8},2,${counter},${levels[i % levels.length]!}`);
  const csv = ['village,w,place,officer_1', ...people(chosen[0]!.code, 40), ...people(chosen[1]!.code, others)].join('\n');
  const mapping = { ...NO_MAPPING, psu: 'village', weight: 'w', counter: 'place' };
  const table = { surveyCode: SURVEY, file: 'a.csv', bytes: Buffer.from(csv), mapping, counterCode: undefined, day: '2026-03-01' };
  await importResponses(db, CONFIG, randomBytes, table, NOW, () => {});
  await db.updateTable('surveys').set({ state: 'closed' }).where('code', '=', SURVEY).execute();
}

const CITIZENS = [{ line: '8.1', group: 'citizens', surveyCode: SURVEY, figureCode: 'overall' }] as const;

onBothEngines('scorecards through the operations', (open) => {
  test('are stored whole and ranked under one parent; ties share the better rank', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const coordinator = await person(db, 'coordinator', 'p');
    await saveScorecard(db, coordinator, saving('c1', { lines: fullLines(1.5) }), NOW);
    await saveScorecard(db, coordinator, saving('c2', { lines: fullLines(1.5) }), NOW);
    const list = await listScorecards(db, coordinator.user, new URLSearchParams(), NOW);
    expect(list).toMatchObject({ year: 2026, years: [2026], kind: null });
    expect(list.companies.map(({ cards }) => cards.map(({ agency, rank, of, points }) => [agency.code, rank, of, points]))).toEqual([
      [
        ['c1', 1, 2, 98.5],
        ['c2', 1, 2, 98.5]
      ]
    ]);
    const earlier = await listScorecards(db, coordinator.user, new URLSearchParams('year=2025&kind=commune'), NOW);
    expect(earlier).toMatchObject({ year: 2025, years: [2026, 2025], companies: [] });
  });

  test('change against the year before only by the same rules', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const coordinator = await person(db, 'coordinator', 'p');
    for (const [code, lost] of [
      ['c1', 2],
      ['c2', 1]
    ] as const)
      await saveScorecard(db, coordinator, saving(code, { year: 2025, lines: fullLines(lost) }), NOW);
    await saveScorecard(db, coordinator, saving('c1', { lines: fullLines(0.5) }), NOW);
    const view = async (agency: string) => (await openScorecard(db, coordinator, { agency, year: '2026' }, NOW)).view;
    expect((await view('c1')).change).toEqual({ kind: 'change', points: 1.5, places: 1 });
    const whole = { rules: { family: 'par-index', number: 1 }, lines: [lineOf('8', { citizens: 8.99 })] };
    await saveScorecard(db, coordinator, saving('c2', whole), NOW);
    expect(await view('c2')).toMatchObject({ rank: null, of: 0, change: { kind: 'different-rules' } });
  });

  test('a viewer sees the own card and its rank among all, and nothing of the others', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const coordinator = await person(db, 'coordinator', 'p');
    await saveScorecard(db, coordinator, saving('c1', { lines: fullLines(1) }), NOW);
    await saveScorecard(db, coordinator, saving('c2', { lines: fullLines(0.25) }), NOW);
    const viewer = await person(db, 'agency_viewer', 'c1');
    const list = await listScorecards(db, viewer.user, new URLSearchParams(), NOW);
    expect(list.companies.flatMap(({ cards }) => cards)).toMatchObject([{ agency: { code: 'c1' }, rank: 2, of: 2 }]);
    const opened = await openScorecard(db, viewer, { agency: 'c1', year: '2026' }, NOW);
    expect(opened).toMatchObject({ mayWrite: false, view: { rank: 2, of: 2 } });
    expect(JSON.stringify([list, opened])).not.toMatch(/99[.,]75|Xã c2|"c2"/);
    expect((await problemOf(openScorecard(db, viewer, { agency: 'c2', year: '2026' }, NOW))).code).toBe('outside-place');
    expect((await problemOf(saveScorecard(db, viewer, saving('c1', { revision: 1 }), NOW))).code).toBe('role-not-enough');
    expect((await problemOf(exportTemplate(db, viewer, new URLSearchParams('rules=par-index/1'), NOW))).code).toBe('role-not-enough');
    const narrow = await person(db, 'coordinator', 'c1');
    expect((await problemOf(saveScorecard(db, narrow, saving('c2', { revision: 1 }), NOW))).code).toBe('outside-place');
  });

  test('a quicker editor wins, and the slower one learns who it was', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const coordinator = await person(db, 'coordinator', 'p');
    const administrator = await person(db, 'administrator', 'p');
    await saveScorecard(db, coordinator, saving('c1'), NOW);
    await saveScorecard(db, administrator, saving('c1', { revision: 1, lines: fullLines(1) }), NOW);
    const late = await problemOf(saveScorecard(db, coordinator, saving('c1', { revision: 1, lines: fullLines(2) }), NOW));
    expect(late).toMatchObject({ code: 'scorecard-conflict', parameters: { person: 'administrator p', time: '10:00 10/03/2026' } });
    expect((await problemOf(saveScorecard(db, coordinator, saving('c1'), NOW))).code).toBe('scorecard-conflict');
    expect((await openScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW)).view.card.points).toBe(99);
  });

  test('names every field that is wrong and stores nothing', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const coordinator = await person(db, 'coordinator', 'p');
    const lines = withLine(withLine(fullLines(), '1.1', { appraised: 2.5 }), '3.5', { appraised: 1 });
    const refusal = await problemOf(saveScorecard(db, coordinator, saving('c1', { lines }), NOW));
    expect([refusal.code, ...refusal.details.map(({ place, code }) => `${place} ${code}`)]).toEqual([
      'scorecard-invalid',
      '1.1:appraised points-over-max',
      '3.5:appraised points-group-wrong'
    ]);
    for (const [more, code] of [
      [{ year: 'năm nay' }, 'scorecard-year-invalid'],
      [{ year: 2024 }, 'agency-not-in-year'],
      [{ rules: { family: 'par-index', number: 99 } }, 'par-rules-unknown']
    ] as const)
      expect((await problemOf(saveScorecard(db, coordinator, saving('c1', more), NOW))).code).toBe(code);
    expect(await db.selectFrom('scorecards').selectAll().execute()).toEqual([]);
  });

  test('takes points from a sampled survey: the figure of its report at the agency', async () => {
    await using database = await open();
    const { db } = database;
    await openSample(db);
    const coordinator = await person(db, 'coordinator', 'p');
    const lines = withLine(fullLines(), '8.1', {});
    await saveScorecard(db, coordinator, saving('c1', { lines, surveys: CITIZENS }), NOW);
    const { card, surveys } = (await openScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW)).view;
    const criterion = card.areas[7]!.criteria![0]!;
    expect(criterion).toMatchObject({ citizens: 7.5, points: 7.5, lost: 2.5, fromSurvey: { citizens: { n: 40, reason: null } } });
    const { lower, upper } = criterion.fromSurvey.citizens!.interval!;
    expect([lower < 7.5, upper > 7.5]).toEqual([true, true]);
    expect(surveys).toMatchObject([{ code: SURVEY, level: 0.95 }]);

    const differs = saving('c1', { revision: 1, surveys: CITIZENS, lines: withLine(lines, '8.1', { citizens: 8 }) });
    const refusal = await problemOf(saveScorecard(db, coordinator, differs, NOW));
    expect(refusal.details).toMatchObject([
      { place: '8.1:citizens', code: 'points-survey-differs', parameters: { points: 8, survey: 7.5 } }
    ]);
    await saveScorecard(db, coordinator, { ...differs, lines: withLine(lines, '8.1', { citizens: 7.5 }) }, NOW);
    const { content } = await db.selectFrom('scorecards').select('content').executeTakeFirstOrThrow();
    expect((JSON.parse(content) as { lines: ScorecardLine[] }).lines.find(({ code }) => code === '8.1')).toEqual(lineOf('8.1'));
  });

  test('keeps what it took when answers are excluded afterwards, says what the survey has now, and takes it again when asked', async () => {
    await using database = await open();
    const { db } = database;
    await openSample(db);
    const coordinator = await person(db, 'coordinator', 'p');
    const content = { lines: withLine(fullLines(), '8.1', {}), surveys: CITIZENS };
    await saveScorecard(db, coordinator, saving('c1', content), NOW);
    const look = async () => {
      const { view } = await openScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW);
      const { citizens } = view.card.areas[7]!.criteria![0]!.fromSurvey;
      return { citizens, changed: view.changedFigures, points: view.card.points };
    };
    const before = await look();
    const kept = { points: 7.5, n: 40, notCounted: 0, method: expect.stringMatching(/^\S+ \d+$/), takenAt: NOW.toISOString() };
    expect(before).toMatchObject({ citizens: kept, changed: [] });

    const survey = await db.selectFrom('surveys').select('id').where('code', '=', SURVEY).executeTakeFirstOrThrow();
    const satisfied = (
      await db
        .selectFrom('responses as r')
        .innerJoin('counters as c', 'c.id', 'r.receiving_counter_id')
        .innerJoin('agencies as a', 'a.id', 'c.agency_id')
        .select(['r.id', 'r.answers'])
        .where('r.survey_id', '=', survey.id)
        .where('a.code', '=', 'c1')
        .orderBy('r.id')
        .execute()
    ).filter(({ answers }) => answers.startsWith('[5'));
    const ids = satisfied.map(({ id }) => id);
    // Two people between the figures: that it changed is said, and not how.
    await changeStatus(db, survey, ids.slice(0, 2), 'counted', 'excluded');
    expect(await look()).toEqual({ ...before, changed: [{ line: '8.1', group: 'citizens', now: null }] });
    await changeStatus(db, survey, ids.slice(2, 10), 'counted', 'held');
    const after = await look();
    expect([after.citizens, after.points]).toEqual([before.citizens, before.points]);
    expect(after.changed).toMatchObject([{ line: '8.1', group: 'citizens', now: { points: 6.67, n: 30, notCounted: 10, reason: null } }]);
    const list = await listScorecards(db, coordinator.user, new URLSearchParams(), NOW);
    expect(list.companies[0]!.cards[0]!.points).toBe(before.points);

    // Saved for another reason it keeps the figure, whatever the form says was taken; ticked, it takes the present one.
    const forged = CITIZENS.map((one) => ({
      ...one,
      taken: { figure: { ...after.changed[0]!.now!, withheld: null, share: 1 }, points: 10 }
    }));
    await saveScorecard(db, coordinator, saving('c1', { ...content, surveys: forged, revision: 1 }), NOW);
    expect((await look()).citizens).toEqual(before.citizens);
    const retake = [{ line: '8.1', group: 'citizens' as const }];
    await saveScorecard(db, coordinator, saving('c1', { ...content, revision: 2, retake }), NOW);
    expect(await look()).toMatchObject({ citizens: { points: 6.67, n: 30, notCounted: 10 }, changed: [] });
  });

  test('gives no points from a withheld figure, a continuous survey, or one that does not ask, and says why', async () => {
    await using database = await open();
    const { db } = database;
    await openSample(db, 3);
    const read = surveyFigures(db, NOW);
    const figure = (agencyCode: string, surveyCode: string = SURVEY, figureCode = 'overall') =>
      read({ surveyCode, agencyCode, figureCode });
    expect(await figure('c2')).toMatchObject({ withheld: 'few', n: null });
    expect(await figure('c1', 'round')).toMatchObject({ withheld: 'none', mode: 'continuous' });
    expect(await figure('c1', SURVEY, 'l1')).toMatchObject({ withheld: 'no-figure' });
    expect(await figure('c1', 'khong-co')).toMatchObject({ withheld: 'no-figure' });
    // Whoever knew the province's figure would have the three of c2.
    expect(await figure('c1', SURVEY, 'officer')).toMatchObject({ withheld: 'complement', n: null });
    await db.deleteFrom('response_weights').execute();
    expect(await surveyFigures(db, NOW)({ surveyCode: SURVEY, agencyCode: 'c1', figureCode: 'overall' })).toMatchObject({
      withheld: 'unweighted'
    });
  });

  test('offers and takes sampled surveys alone', async () => {
    await using database = await open();
    const { db } = database;
    await openSample(db);
    const coordinator = await person(db, 'coordinator', 'p');
    expect(await listSurveyChoices(db, ['/nowhere/'], NOW)).toEqual([]);
    const choices = await listSurveyChoices(db, [coordinator.user.grants[0]!.place.path], NOW);
    expect(choices).toMatchObject([{ code: SURVEY, figures: ['overall', 'officer', 'result', 'feedback'] }]);
    const lines = withLine(fullLines(), '8.1', {});
    // While rows may still be added it gives no points, and is not offered.
    await db.updateTable('surveys').set({ state: 'open' }).where('code', '=', SURVEY).execute();
    expect(await listSurveyChoices(db, [coordinator.user.grants[0]!.place.path], NOW)).toEqual([]);
    const early = await problemOf(saveScorecard(db, coordinator, saving('c1', { lines, surveys: CITIZENS }), NOW));
    expect(early.details).toMatchObject([{ place: '8.1:citizensSurvey', code: 'points-survey-open' }]);
    const continuous = saving('c1', { lines, surveys: [{ ...CITIZENS[0], surveyCode: 'round' }] });
    const refusal = await problemOf(saveScorecard(db, coordinator, continuous, NOW));
    expect(refusal.details).toMatchObject([{ place: '8.1:citizensSurvey', code: 'points-survey-unknown' }]);
  });

  test('a workbook taken away comes back the same; points of a survey stay the survey’s', async () => {
    await using database = await open();
    const { db } = database;
    await openSample(db);
    const coordinator = await person(db, 'coordinator', 'p');
    const published = { rank: 3, of: 9, previousRank: null, sipasRank: null, sipasOf: null };
    const lines = withLine(withLine(fullLines(2), '8.1', {}), '3.3', { appraised: 4, reason: '=1+1 hồ sơ trễ' });
    await saveScorecard(db, coordinator, saving('c1', { lines, surveys: CITIZENS, published, origin: 'QĐ 1' }), NOW);
    const before = (await openScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW)).view;
    const { bytes, fileName } = await exportScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW);
    const upload = (target: { agency: string; year: string; revision: number } | null) =>
      uploadScorecard(db, coordinator, { file: bytes, fileName, target }, NOW);

    expect(await problemOf(upload(null))).toMatchObject({ code: 'scorecard-exists', parameters: { agency: 'Xã c1', year: 2026 } });
    expect((await problemOf(upload({ agency: 'c2', year: '2026', revision: 0 }))).code).toBe('scorecard-other');
    expect((await problemOf(upload({ agency: 'c1', year: '2026', revision: 7 }))).code).toBe('scorecard-conflict');
    expect(await upload({ agency: 'c1', year: '2026', revision: 1 })).toEqual({ agency: 'c1', year: '2026' });
    const after = (await openScorecard(db, coordinator, { agency: 'c1', year: '2026' }, NOW)).view;
    expect({ ...after, changedAt: '' }).toEqual({ ...before, changedAt: '' });

    // The same file again would undo what was saved since it was taken.
    expect((await problemOf(upload({ agency: 'c1', year: '2026', revision: 2 }))).code).toBe('scorecard-file-old');

    const template = await exportTemplate(db, coordinator, new URLSearchParams('rules=par-index-demo/1&agency=c2&year=2026'), NOW);
    expect(template.fileName).toBe('mau-bang-diem_par-index-demo-1_c2_2026.xlsx');
    const empty = { file: template.bytes, fileName: template.fileName, target: null };
    expect(await uploadScorecard(db, coordinator, empty, NOW)).toEqual({ agency: 'c2', year: '2026' });
    const narrow = await person(db, 'coordinator', 'c1');
    expect((await problemOf(uploadScorecard(db, narrow, empty, NOW))).code).toBe('outside-place');
  });
});
