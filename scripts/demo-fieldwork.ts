/**
 * What the demonstration's round has of its field: answers by code, by telephone and on paper keyed twice, refusals and reserves, and second
 * interviews. Of four interviewers one makes her forms up, one is watched. Some of everything is still to be done.
 */
import { randomBytes } from 'node:crypto';
import type { Questionnaire } from '../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../src/lib/core/questionnaire/questionnaire';
import { itemsAskedAgain } from '../src/lib/core/reinterview/usual-items';
import { CHECKS } from '../src/lib/core/reinterview/reinterview';
import { keyedText } from '../src/lib/core/fieldwork/keyed-cells';
import { decodeAnswers } from '../src/lib/core/response/encode-answers';
import type { FieldItem } from '../src/lib/core/response/field-item';
import type { FormEntries } from '../src/lib/core/response/read-form';
import { readForm, valuesOf } from '../src/lib/core/response/read-form';
import type { Answers } from '../src/lib/core/response/response';
import { makeSubmissionId } from '../src/lib/core/response/submission-id';
import type { Config } from '../src/lib/server/config';
import { assignUnits } from '../src/lib/server/operations/assign-units';
import { shareOutReinterviews } from '../src/lib/server/operations/assign-reinterviews';
import { confirmReplacement } from '../src/lib/server/operations/confirm-replacement';
import { addFlaggedForms, drawReinterviews } from '../src/lib/server/operations/draw-reinterviews';
import { enterFormEvents } from '../src/lib/server/operations/enter-form-events';
import { findForm } from '../src/lib/server/operations/find-form';
import { issueInvitations } from '../src/lib/server/operations/issue-invitations';
import { keyForm } from '../src/lib/server/operations/key-form';
import { receiveFieldItem } from '../src/lib/server/operations/receive-field-item';
import { receiveRecheckForm } from '../src/lib/server/operations/receive-recheck-form';
import { storeFieldAnswer } from '../src/lib/server/operations/store-field-answer';
import { submitOnce } from '../src/lib/server/operations/submit-once';
import type { Db } from '../src/lib/server/schema';
import { openCode } from '../src/lib/server/sealed-code';
import type { SecretBox } from '../src/lib/server/secret-box';
import { getCopy } from '../src/lib/server/store/paper-units';
import type { PrintedUnit } from '../src/lib/server/store/printed-units';
import { listPrintedUnits } from '../src/lib/server/store/printed-units';
import { listReinterviews } from '../src/lib/server/store/reinterviews';
import type { Survey } from '../src/lib/server/store/surveys';
import { findSurveyByCode } from '../src/lib/server/store/surveys';
import { getQuestionnaireVersion } from '../src/lib/server/store/versions';
import { localDay } from '../src/lib/core/calendar/day';
import { formOf } from '../test/support/asking';
import { actingAs, momentAgo } from './demo-acting';
import type { Random } from './demo-answers';
import { makeAnswers, normal, seededRandom } from './demo-answers';

export interface FieldPeople {
  /** Their account ids: two who work well, one who is to be watched, one who makes forms up. */
  readonly interviewers: readonly [careful: string, watched: string, cheat: string, onPaper: string];
  readonly reinterviewer: string;
}

interface Field extends FieldPeople {
  readonly db: Db;
  readonly config: Config;
  readonly box: SecretBox;
  readonly code: string;
  readonly coordinator: string;
  readonly survey: Survey;
  readonly versionId: string;
  readonly questionnaire: Questionnaire;
  readonly random: Random;
  readonly now: Date;
}

/** Units that answer by their own code, before anybody is sent. */
const BY_CODE = 24;
const ON_PAPER = 8;
/** Of each interviewer's units so many are still to be asked. */
const LEFT = 8;
/** Days before today. */
const DAYS = { codes: 13, assigned: 9, paper: 8, keyed: 4, redrawn: 3, rechecked: 2 } as const;

export async function seedFieldwork(
  db: Db,
  config: Config,
  who: FieldPeople & { readonly box: SecretBox; readonly code: string; readonly coordinator: string },
  now: Date
): Promise<void> {
  const survey = (await findSurveyByCode(db, who.code))!;
  const { id: versionId, content: questionnaire } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const field: Field = { ...who, db, config, survey, versionId, questionnaire, random: seededRandom(141), now };
  await answerByCode(field);
  await shareOutUnits(field);
  const [careful, watched, cheat, onPaper] = who.interviewers;
  await fillInPaper(field, onPaper);
  for (const interviewer of [careful, watched, cheat, onPaper]) await interview(field, interviewer);
  await keyPaper(field, [careful, who.coordinator]);
  await askAgain(field);
}

/** Of somebody, as values of a form. */
function entriesFor({ questionnaire, random }: Field): FormEntries {
  return entriesOf(questionnaire, makeAnswers(questionnaire, 0.3 + 0.4 * normal(random), random));
}

function entriesOf(questionnaire: Questionnaire, answers: Answers): FormEntries {
  return itemsOf(questionnaire).flatMap((item, i) => valuesOf(item, answers[i] ?? null).map((value) => [item.code, value] as const));
}

/** Units that are asked and have not answered, by serial number. */
async function listUnits({ db, survey, now }: Field): Promise<readonly PrintedUnit[]> {
  const all = { agencyId: null, sheets: 'letters', which: 'all', units: 'all', from: null, to: null } as const;
  const job = { ...all, surveyId: survey.id, isInterview: false, isTwoSided: false };
  return (await listPrintedUnits(db, job, localDay(now), 1_000)).toSorted((a, b) => a.serial - b.serial);
}

async function answerByCode(field: Field): Promise<void> {
  const { db, config, box, survey, questionnaire, random, now } = field;
  await issueInvitations(db, box, survey.id, randomBytes, momentAgo(DAYS.codes, now));
  const units = await listUnits(field);
  for (let i = 0; i < BY_CODE; i++) {
    const unit = units[Math.floor((i * units.length) / BY_CODE)]!;
    const at = momentAgo(DAYS.codes - (i % DAYS.codes), now, Math.floor(random() * 600));
    const form = await findForm(db, box, openCode(box, unit), at);
    await submitOnce(db, config, randomBytes, {
      form,
      version: form.version,
      reading: readForm(questionnaire, [], entriesFor(field)),
      submissionId: makeSubmissionId(at.getTime() - 200_000, randomBytes(16).toString('base64url')),
      ...{ device: null, language: 'vi', overDeviceFlag: false, overCounterFlag: false, now: at }
    });
  }
}

/** Evenly; the last few stay with nobody. */
async function shareOutUnits(field: Field): Promise<void> {
  const { db, coordinator, code, interviewers, now } = field;
  const serials = (await listUnits(field)).slice(0, -LEFT).map(({ serial }) => String(serial));
  const form = formOf({ serials: serials.join(', '), which: 'unassigned', interviewer: interviewers });
  await assignUnits(db, await actingAs(db, coordinator), code, form, momentAgo(DAYS.assigned, now));
}

async function listOwn(field: Field, interviewer: string): Promise<readonly PrintedUnit[]> {
  const rows = await field.db.selectFrom('sampled_units').select('id').where('interviewer_id', '=', interviewer).execute();
  const own = new Set(rows.map(({ id }) => id));
  return (await listUnits(field)).filter(({ id }) => own.has(id));
}

type Done = FieldItem extends infer Item ? (Item extends FieldItem ? Omit<Item, 'id' | 'unit' | 'at'> : never) : never;

/** One thing that an interviewer did. */
async function record({ db, config }: Field, interviewer: string, unit: string, at: Date, done: Done): Promise<void> {
  const id = makeSubmissionId(at.getTime(), randomBytes(16).toString('base64url'));
  const item = { ...done, id, unit, at: at.toISOString() } as FieldItem;
  await receiveFieldItem(db, await actingAs(db, interviewer), item, storeFieldAnswer(config, randomBytes), at);
}

/** Some refuse, some are away or ask to be called again; a reserve is asked for, and one is granted. The others answer. */
async function interview(field: Field, interviewer: string): Promise<void> {
  const { db, interviewers, random, now, code, coordinator } = field;
  const isCheat = interviewer === interviewers[2];
  const onPaper = await listPapers(field, 'printed');
  const units = (await listOwn(field, interviewer)).filter(({ id }) => !onPaper.has(id)).slice(0, -LEFT);
  for (const [i, unit] of units.entries()) {
    const at = momentAgo(DAYS.assigned - 1 - (i % (DAYS.assigned - DAYS.redrawn)), now, 10 + Math.floor(random() * 500));
    const attempt = (disposition: '2.112' | 'absent' | 'appointment') =>
      record(field, interviewer, unit.id, at, { kind: 'attempt', disposition, note: '', againAt: null });
    if (!isCheat && i % 9 === 4) {
      await attempt('2.112');
      if (i > 9) continue;
      await record(field, interviewer, unit.id, at, { kind: 'replacement', reason: 'Người dân từ chối trả lời hai lần' });
      if (interviewer === interviewers[0])
        await confirmReplacement(db, await actingAs(db, coordinator), code, formOf({ serial: String(unit.serial) }), momentAgo(1, now));
    } else if (!isCheat && i % 9 === 6) await attempt(i % 2 === 0 ? 'absent' : 'appointment');
    else {
      const durationMs = isCheat ? 15_000 + 5_000 * random() : 240_000 + 300_000 * random();
      const answer = { version: field.versionId, channel: 'phone', language: 'vi', durationMs: Math.round(durationMs), entries: entriesFor(field) } as const; // prettier-ignore
      await record(field, interviewer, unit.id, at, { kind: 'answer', ...answer });
    }
  }
}

async function fillInPaper(field: Field, interviewer: string): Promise<void> {
  const { db, code, coordinator, now } = field;
  const forms = (await listOwn(field, interviewer)).slice(0, ON_PAPER);
  const asking = await actingAs(db, coordinator);
  for (const kind of ['printed', 'issued']) {
    const serials = forms.map(({ serial }) => serial).join(', ');
    const event = formOf({ kind, serials, interviewer: kind === 'issued' ? interviewer : '', reason: '' });
    await enterFormEvents(db, asking, code, event, momentAgo(DAYS.paper, now, kind === 'issued' ? 30 : 0));
  }
  // One is still with the person, and one was never delivered.
  for (const [i, unit] of forms.slice(1).entries()) {
    await record(field, interviewer, unit.id, momentAgo(DAYS.paper - 1, now), { kind: 'form', event: 'delivered' });
    if (i > 0) await record(field, interviewer, unit.id, momentAgo(DAYS.paper - 3, now), { kind: 'form', event: 'collected' });
  }
}

/** Nobody says quite the same twice. */
const nearly = (level: string, random: Random): string =>
  random() < 0.2 && ['3', '4'].includes(level) ? String(Number(level) + 1) : level;

async function listPapers({ db, survey }: Field, kind: 'printed' | 'collected'): Promise<ReadonlySet<string>> {
  const events = await db.selectFrom('form_events').select('sampled_unit_id').where('survey_id', '=', survey.id).where('kind', '=', kind).execute(); // prettier-ignore
  return new Set(events.map((event) => event.sampled_unit_id));
}

/** Of six that were collected four are keyed twice, one of them differently; one is keyed once. */
async function keyPaper(field: Field, [first, second]: readonly [string, string]): Promise<void> {
  const { db, config, code, questionnaire, now } = field;
  const collected = await listPapers(field, 'collected');
  const forms = (await listUnits(field)).filter(({ id }) => collected.has(id));
  for (const [i, { serial }] of forms.slice(0, 5).entries()) {
    const entries = entriesFor(field);
    const typed = Object.fromEntries(
      itemsOf(questionnaire).map((item) => [item.code, keyedText(questionnaire, item, entries.filter(([name]) => name === item.code).map(([, value]) => value))]) // prettier-ignore
    );
    const key = async (person: string, cells: Readonly<Record<string, string>>, minutes: number) =>
      keyForm(
        db,
        config,
        await actingAs(db, person),
        code,
        String(serial),
        formOf(cells),
        randomBytes,
        momentAgo(DAYS.keyed, now, minutes)
      );
    await key(first, { ...typed, comment: '' }, i * 4);
    const misread: Readonly<Record<string, string>> =
      i === 0 ? { officer_1: typed.officer_1 === '5' ? '3' : '5', comment: 'Mong có thêm ghế ngồi chờ' } : { comment: '' };
    if (i < 4) await key(second, { ...typed, ...misread }, 60 + i * 4);
  }
}

/** The cheat's people deny having answered; one person of the watched interviewer does; of the careful one's some are still to be asked. */
async function askAgain(field: Field): Promise<void> {
  const { db, config, code, coordinator, reinterviewer, interviewers, questionnaire, now } = field;
  const [, watched, cheat, onPaper] = interviewers;
  const asking = await actingAs(db, coordinator);
  await drawReinterviews(db, asking, code, formOf({ seed: '' }), momentAgo(DAYS.redrawn, now));
  await shareOutReinterviews(db, asking, code, momentAgo(DAYS.redrawn, now, 15));
  const items = new Set(itemsAskedAgain(questionnaire, []).map((item) => item.code));
  const again = await actingAs(db, reinterviewer);
  const drawn = (await listReinterviews(db, field.survey.id)).filter(({ reinterviewer_id: id }) => id === reinterviewer);
  let denied = 0;
  for (const [i, one] of drawn.entries()) {
    if (one.interviewer_id !== cheat && one.interviewer_id !== watched && (one.interviewer_id !== onPaper || i % 2 === 0)) continue;
    const isDenied = one.interviewer_id === cheat || (one.interviewer_id === watched && denied++ === 0);
    const first = decodeAnswers((await getCopy(db, one.response_id)).answers);
    const recalled = entriesOf(questionnaire, first).flatMap(([name, value]) =>
      items.has(name) ? [[name, nearly(value, field.random)]] : []
    );
    const same = Object.fromEntries(recalled) as Record<string, string>;
    const checks = Object.fromEntries(
      CHECKS.map((check) => [check, check === 'agency' || (isDenied && check === 'answered') ? 'no' : 'yes'])
    );
    const form = formOf({ ...(isDenied ? {} : same), ...checks });
    await receiveRecheckForm(db, config, again, { kind: 'recheck', id: one.id, form }, randomBytes, momentAgo(DAYS.rechecked, now, 6 * i));
  }
  const others = await db
    .selectFrom('responses')
    .innerJoin('sampled_units as u', 'u.id', 'responses.sampled_unit_id')
    .select('u.serial')
    .where('responses.survey_id', '=', field.survey.id)
    .where('purpose', '=', 'main')
    .where('entered_by', '=', interviewers[0])
    .where(
      'u.id',
      'not in',
      drawn.map((one) => one.sampled_unit_id)
    ) // prettier-ignore
    .orderBy('u.serial')
    .limit(1)
    .execute();
  await addFlaggedForms(db, asking, code, formOf({ serials: others.map(({ serial }) => String(serial)).join(' ') }), momentAgo(1, now));
}
