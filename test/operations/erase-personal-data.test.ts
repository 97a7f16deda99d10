/** People's data go when they are not needed, on both engines; what they were drawn by stays. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config';
import { newId } from '../../src/lib/server/new-id';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { discardSurvey } from '../../src/lib/server/operations/edit-survey';
import { erasePersonalData } from '../../src/lib/server/operations/erase-personal-data';
import { openSecrets } from '../../src/lib/server/operations/open-secrets';
import type { Db } from '../../src/lib/server/schema';
import { scrubDatabase } from '../../src/lib/server/scrub-database';
import { sealCode } from '../../src/lib/server/sealed-code';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { updateRound } from '../../src/lib/server/store/rounds';
import { onBothEngines } from '../support/engines';
import { BOX } from '../support/people';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW } from '../support/round';

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(ROUND_NOW.getTime() + days * DAY_MS);
const OPTIONS = { communes: 2, population: 30, sample: 5, reserve: 2 } as const;
const DRAWN = 2 * (5 + 2);

async function unitsWith(db: Db): Promise<readonly number[]> {
  const rows = await db.selectFrom('frame_persons').select('unit_no').orderBy('unit_no').execute();
  return rows.map((row) => row.unit_no);
}
const erasuresIn = (db: Db) => db.selectFrom('erasures').select(['kind', 'rows', 'why']).orderBy('at').orderBy('id').execute();

async function note(db: Db, { survey, units, interviewers }: TestRound) {
  await db
    .insertInto('contact_attempts')
    .values({
      id: newId(),
      survey_id: survey.id,
      sampled_unit_id: units[0]!.id,
      user_id: interviewers[0]!.id,
      purpose: 'main',
      at: ROUND_NOW.toISOString(),
      received_at: ROUND_NOW.toISOString(),
      disposition: '2.20',
      note: 'Nhà ông Lò Văn A, gọi con gái'
    })
    .execute();
}

/** Reasons in somebody's own words: of an interviewer's request, of the reserve that took the place, in the ledger. */
async function giveReasons(db: Db, { survey, units, interviewers }: TestRound) {
  const [unit] = units;
  const reserve = units.find(({ role }) => role === 'reserve')!;
  const reason = 'Ông Lò Văn A đã chuyển đi, số mới 0912345678';
  const of = { survey_id: survey.id, sampled_unit_id: unit!.id, user_id: interviewers[0]!.id, at: ROUND_NOW.toISOString(), reason };
  await db.insertInto('replacement_requests').values(of).execute();
  await db.insertInto('form_events').values({ ...of, id: newId(), kind: 'void', interviewer_id: null }).execute(); // prettier-ignore
  await db.updateTable('sampled_units').set({ replaces_id: unit!.id, replace_reason: reason }).where('id', '=', reserve.id).execute();
}

async function reasonsIn(db: Db): Promise<readonly (string | null)[]> {
  const [asked] = await db.selectFrom('replacement_requests').select('reason').execute();
  const [entered] = await db.selectFrom('form_events').select('reason').execute();
  const [copied] = await db.selectFrom('sampled_units').select('replace_reason').where('replaces_id', 'is not', null).execute();
  return [asked!.reason, entered!.reason, copied!.replace_reason];
}

onBothEngines('personal data', (open) => {
  test('of those who were not drawn go once the round is open; reserves stay, and nothing that a draw is repeated by goes', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, OPTIONS);
    const frame = () =>
      db.selectFrom('frame_units').select(['unit_no', 'handling_agency_id', 'service_field', 'size', 'kept']).orderBy('unit_no').execute();
    const before = await frame();
    expect(await erasePersonalData(db, ROUND_NOW)).toBe(60 - DRAWN);
    expect(await unitsWith(db)).toEqual(round.units.map((unit) => unit.unit_no).toSorted((a, b) => a - b));
    const marked = await db
      .selectFrom('frame_units')
      .select('unit_no')
      .where('dossier_mark', '<>', '')
      .where('person_mark', '<>', '')
      .execute();
    expect(marked).toHaveLength(DRAWN);
    expect(await frame()).toEqual(before);
    expect(await erasuresIn(db)).toEqual([{ kind: 'unsampled', rows: 60 - DRAWN, why: 'fieldwork' }]);
    const event = await db
      .selectFrom('audit_events')
      .select('change')
      .where('action', '=', 'survey.erase-persons')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(event.change)).toEqual({ erased: 'unsampled', rows: 60 - DRAWN, why: 'fieldwork' });
    expect(await erasePersonalData(db, later(80))).toBe(0);
  });

  test('are told of once, though two processes erase them', async () => {
    await using database = await open();
    const { db } = database;
    await makeRound(db, OPTIONS);
    const counts = await Promise.all([erasePersonalData(db, ROUND_NOW), erasePersonalData(db, ROUND_NOW)]);
    expect(counts[0]! + counts[1]!).toBe(60 - DRAWN);
    const told = await erasuresIn(db);
    expect(told.reduce((sum, { rows }) => sum + rows, 0)).toBe(60 - DRAWN);
    expect(told.every(({ rows }) => rows > 0)).toBe(true);
  });

  test('stay while it is a draft, and go ninety days after the list came', async () => {
    await using database = await open();
    const { db } = database;
    await makeRound(db, { ...OPTIONS, state: 'draft' });
    expect(await erasePersonalData(db, later(90))).toBe(0);
    expect(await erasePersonalData(db, later(91))).toBe(60);
    expect(await unitsWith(db)).toEqual([]);
  });

  test('of a list that another took the place of go at once', async () => {
    await using database = await open();
    const { db } = database;
    const { frameId, drawId } = await makeRound(db, { ...OPTIONS, state: 'draft' });
    await db.updateTable('frames').set({ state: 'replaced' }).where('id', '=', frameId).execute();
    await db.updateTable('draws').set({ voided_at: ROUND_NOW.toISOString() }).where('id', '=', drawId).execute();
    expect(await erasePersonalData(db, ROUND_NOW)).toBe(60);
    expect(await erasuresIn(db)).toEqual([{ kind: 'persons', rows: 60, why: 'superseded' }]);
  });

  test('of everybody go when the round’s own time is over, with the notes and the files', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { ...OPTIONS, state: 'closed' }); // closed on the 9th
    await updateRound(db, round.survey.id, { retention_days: 30 });
    await note(db, round);
    const refusal = { frame_id: round.frameId, line: 7, reason: 'agency-unknown' };
    await db.insertInto('frame_refusals').values({ ...refusal, detail: 'Lò Văn A' }).execute(); // prettier-ignore
    await giveReasons(db, round);
    const jobId = newId();
    const job = { kind: 'letters', payload: JSON.stringify({ surveyId: round.survey.id }), run_after: '', attempts: 1, done_units: 0 };
    await db.insertInto('jobs').values({ id: jobId, key: 'letters', created_by: null, created_at: '', ...job }).execute(); // prettier-ignore
    await db
      .insertInto('job_files')
      .values({ job_id: jobId, name: 'letters.pdf', content: Buffer.from('Lò Văn A') })
      .execute();

    await erasePersonalData(db, later(29));
    expect(await unitsWith(db)).toHaveLength(DRAWN);
    expect(await erasePersonalData(db, later(30))).toBe(DRAWN + 4);
    expect(await unitsWith(db)).toEqual([]);
    expect(await reasonsIn(db)).toEqual(['', '', '']);
    expect(await db.selectFrom('contact_attempts').select('note').execute()).toEqual([{ note: '' }]);
    expect(await db.selectFrom('job_files').select('name').execute()).toEqual([]);
    expect(await db.selectFrom('frame_refusals').selectAll().execute()).toEqual([{ ...refusal, detail: '' }]);
    const { persons_erased_at: at } = await db.selectFrom('rounds').select('persons_erased_at').executeTakeFirstOrThrow();
    expect(at).toBe(later(30).toISOString());
    expect((await erasuresIn(db)).map(({ kind, why }) => `${kind} ${why}`)).toEqual([
      'unsampled fieldwork',
      'persons retention',
      'notes retention'
    ]);
    // A phone that was offline sends its notes afterwards.
    await db.updateTable('contact_attempts').set({ note: 'Muộn' }).execute();
    expect(await erasePersonalData(db, later(31))).toBe(1);
    expect(await db.selectFrom('rounds').select('persons_erased_at').executeTakeFirst()).toEqual({ persons_erased_at: at });
  });

  test('go with a draft that is discarded, and so does all that was made for it', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, frameId, coordinator } = await makeRound(db, { ...OPTIONS, state: 'draft' });
    const file = {
      kind: 'transactions',
      file_name: 'ho-so.csv',
      size: 1,
      format: 'csv',
      encoding: 'utf-8',
      file_hash: '',
      is_complete: 1
    } as const;
    const sent = { failure: '', created_by: coordinator.id, created_at: ROUND_NOW.toISOString() };
    await db.insertInto('frame_uploads').values({ id: 'u', survey_id: survey.id, ...file, ...sent }).execute(); // prettier-ignore
    await db.insertInto('frame_upload_parts').values({ upload_id: 'u', part: 0, sealed: 'x' }).execute();
    await db.updateTable('frames').set({ upload_id: 'u' }).execute();
    await discardSurvey(db, survey.code, byCommand(ROUND_NOW));
    for (const table of ['surveys', 'rounds', 'frames', 'frame_units', 'frame_persons', 'draws', 'sampled_units', 'frame_uploads'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    const [erasure] = await db.selectFrom('erasures').selectAll().execute();
    expect(erasure).toMatchObject({ kind: 'persons', survey_id: survey.id, frame_id: frameId, rows: 60, why: 'discarded' });
  });

  test('opening asks for it, and closing begins the count of days', async () => {
    await using database = await open();
    const { db } = database;
    await makeRound(db, { ...OPTIONS, state: 'draft' });
    await changeSurveyState(db, 'round', 'open', ROUND_NOW);
    expect(await db.selectFrom('jobs').select('kind').execute()).toEqual([{ kind: 'erase' }]);
    const closedOn = async () => (await db.selectFrom('rounds').select('closed_on').executeTakeFirst())?.closed_on;
    await changeSurveyState(db, 'round', 'close', later(5));
    expect(await closedOn()).toBe('2026-03-15');
    await changeSurveyState(db, 'round', 'open', later(6));
    expect(await closedOn()).toBeNull();
  });

  test('that nobody can read in SQLite’s files once they are gone', async () => {
    await using database = await open();
    const { db, url } = database;
    await makeRound(db, { ...OPTIONS, state: 'draft' });
    const people = await db.selectFrom('frame_persons').select('sealed').execute();
    await scrubDatabase(db); // out of the log, into the file
    const found = () => {
      const files = filesOf(url).map((file) => readFileSync(file));
      return people.filter(({ sealed }) => files.some((file) => file.includes(sealed.slice(20, 60)))).length;
    };
    expect(found()).toBe(url.startsWith('sqlite:') ? 60 : 0);
    await erasePersonalData(db, later(91));
    expect(await unitsWith(db)).toEqual([]);
    expect(found()).toBe(0);
  });
});

onBothEngines('a key that was lost', (open) => {
  test('is not replaced by a new one while people are sealed with it', async () => {
    await using database = await open();
    const { db } = database;
    const folder = mkdtempSync(join(tmpdir(), 'satisfaction-lost-key-'));
    const config = { ...readConfig({}), appKeyFile: join(folder, 'app.key') };
    const log = { warn: () => {}, error: () => {} };
    await makeRound(db, { ...OPTIONS, state: 'draft' });
    expect(await openSecrets(db, config, log)).toBeUndefined();
    await erasePersonalData(db, later(91));
    expect(await openSecrets(db, config, log)).toBeDefined();
    rmSync(folder, { recursive: true });
  });
});

/** SQLite's files that are there; none of PostgreSQL's. */
function filesOf(url: string): readonly string[] {
  if (!url.startsWith('sqlite:')) return [];
  const path = url.replace(/^sqlite:/, '');
  return ['', '-wal'].map((end) => path + end).filter((file) => existsSync(file));
}

onBothEngines('a registered dossier', (open) => {
  test('is known again until its time is over, and then by nothing', async () => {
    await using database = await open();
    const { db } = database;
    const { agencyIds } = await makeRound(db, { communes: 1, population: 2, sample: 1, reserve: 0 });
    await erasePersonalData(db, ROUND_NOW);
    const token = {
      name: '',
      scope: 'dossiers',
      created_by: null,
      created_at: '',
      expires_at: '',
      last_used_at: null,
      revoked_at: null
    } as const;
    await db.insertInto('api_tokens').values({ id: 't', id_hash: 'h', agency_id: agencyIds[0]!, ...token }).execute(); // prettier-ignore
    await db.insertInto('access_codes').values({ ...sealCode(BOX, 'C'), kind: 'dossier', counter_id: null, issued_at: '', replaced_by: null, closed_at: null, dossier_id: 'd' }).execute(); // prettier-ignore
    const dossier = { id: 'd', dossier_mark: 'mark', receiving_counter_id: null, service_field: '', completed_on: '2026-03-01' };
    const erase_after = later(120).toISOString();
    await db
      .insertInto('dossiers')
      .values({ ...dossier, handling_agency_id: agencyIds[0]!, token_id: 't', registered_at: '', erase_after })
      .execute();
    expect(await erasePersonalData(db, later(119))).toBe(0);
    expect(await erasePersonalData(db, later(120))).toBe(1);
    expect(await db.selectFrom('dossiers').select('dossier_mark').execute()).toEqual([{ dossier_mark: 'erased:d' }]);
    expect(await db.selectFrom('access_codes').select('sealed').execute()).toEqual([{ sealed: '' }]);
    expect(await erasePersonalData(db, later(121))).toBe(0);
    expect(await db.selectFrom('audit_events').select('change').where('action', '=', 'system.erase-dossiers').execute()).toEqual([
      { change: '{"rows":1}' }
    ]);
  });
});
