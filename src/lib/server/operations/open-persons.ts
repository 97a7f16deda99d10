/** What a round keeps of people and for how long: what a coordinator sees of it and sets. */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import { RETENTION_LIMITS } from '../../core/erasure/persons-end';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { readFields, wrongField } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requirePlace } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { scrubDatabase } from '../scrub-database';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { Erasure } from '../store/erasures';
import {
  countPersons,
  deleteNotesOf,
  deletePersons,
  findUnitBySerial,
  insertErasure,
  listErasuresOf,
  listPersonsRounds
} from '../store/erasures';
import { forgetUnitCodes } from '../store/kept-codes';
import type { Round } from '../store/rounds';
import { updateRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findStandingDraw } from '../store/weighted-units';
import { inTransaction } from '../transaction';
import { endOfPersons, eraseRound, recordErasure } from './erase-personal-data';
import { findRoundToRead } from './find-round';

export interface KeptPersons {
  readonly count: number;
  readonly retentionDays: number;
  /** The last day on which they are kept; null: none can be told yet, or there are none. */
  readonly lastDay: Day | null;
  /** ISO time; null: not yet. */
  readonly erasedAt: string | null;
}

export async function readKeptPersons(db: Db, surveyId: string, round: Round): Promise<KeptPersons> {
  const [kept] = await listPersonsRounds(db, surveyId);
  const count = await countPersons(db, surveyId);
  const end = kept && count > 0 ? endOfPersons(kept) : null;
  return { count, retentionDays: round.retention_days, lastDay: end && addDays(end, -1), erasedAt: round.persons_erased_at };
}

export interface OpenedPersons {
  readonly survey: { readonly code: string; readonly name: LocalizedText; readonly state: Survey['state'] };
  readonly persons: KeptPersons;
  readonly erasures: readonly Pick<Erasure, 'id' | 'kind' | 'at' | 'rows' | 'why'>[];
  readonly mayWrite: boolean;
  /** Whether everybody may be erased before their time. */
  readonly mayErase: boolean;
}

/** Throws what `findRoundToRead` throws. */
export async function openPersons(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedPersons> {
  const { survey, round, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state },
    persons: await readKeptPersons(db, survey.id, round),
    erasures: (await listErasuresOf(db, survey.id)).map(({ id, kind, at, rows, why }) => ({ id, kind, at, rows, why })),
    mayWrite,
    mayErase: mayWrite && survey.state !== 'open' && (survey.state === 'draft' || !(await isUnchecked(db, survey, round)))
  };
}

/**
 * Letters say to people how long they are kept: from the opening on it may only become shorter. Throws as `openPersons`, what
 * `requirePlace` throws, `form-invalid`, `persons-not-checked`: made shorter after closing it would erase whoever is to be asked again.
 */
export async function changeRetention(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const { survey, round, owner } = await findRoundToRead(db, asking, code, localDay(now));
  const by = byUser(requirePlace(asking, 'desk:write', owner), now);
  const isPromised = survey.state !== 'draft';
  const { retentionDays } = readFields({
    retentionDays: () => readRetention(textField(form, 'retentionDays'), isPromised ? round.retention_days : undefined)
  });
  if (retentionDays === round.retention_days) return;
  if (retentionDays < round.retention_days && survey.state === 'closed') await requireChecked(db, survey, round);
  await inTransaction(db, async (trx) => {
    await updateRound(trx, survey.id, { retention_days: retentionDays });
    await appendAuditEvent(trx, by, {
      action: 'survey.retention',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: owner.id,
      change: { retention_days: [round.retention_days, retentionDays] }
    });
  });
}

/**
 * Before their time, where nobody is to be asked any more. Throws as `openPersons`, what `requirePlace` throws, `persons-in-field` while
 * the round is open: who was drawn could not be reached; `persons-not-checked` until it is frozen: nobody could be asked again, and
 * what an interviewer made up would stand.
 */
export async function erasePersonsNow(db: Db, asking: Asking, code: string, now: Date): Promise<void> {
  const { survey, round, owner } = await findRoundToRead(db, asking, code, localDay(now));
  const by = byUser(requirePlace(asking, 'desk:write', owner), now);
  if (survey.state === 'open') throw new Problem('persons-in-field');
  if (survey.state !== 'draft') await requireChecked(db, survey, round);
  await eraseRound(db, survey.id, 'asked', by);
  await scrubDatabase(db);
}

/**
 * One person who asks for it, by the number on the letter; the unit stays drawn, and its answer, if there is one. Throws as `openPersons`,
 * what `requirePlace` throws, `form-invalid` where no letter has the number or nothing is kept of that person.
 */
export async function erasePerson(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const { survey, owner } = await findRoundToRead(db, asking, code, localDay(now));
  const by = byUser(requirePlace(asking, 'desk:write', owner), now);
  const { serial } = readFields({ serial: () => readSerial(textField(form, 'serial')) });
  const unit = await findUnitBySerial(db, survey.id, serial);
  if (!unit) throw wrongField('serial', 'serial-unknown', { serial });
  await inTransaction(db, async (trx) => {
    const { frameId, unitNo } = unit;
    const rows = await deletePersons(trx, { frameId, from: unitNo, to: unitNo, except: [] });
    if (rows === 0) throw wrongField('serial', 'person-erased', { serial });
    await deleteNotesOf(trx, unit.id);
    await forgetUnitCodes(trx, frameId, [unitNo]);
    await insertErasure(trx, { id: newId(), kind: 'persons', survey_id: survey.id, frame_id: frameId, at: by.at, rows, why: 'wish' });
    await recordErasure(trx, { surveyId: survey.id, ownerAgencyId: owner.id }, { erased: 'persons', rows, why: 'wish' }, by);
  });
  await scrubDatabase(db);
}

/** Somebody may still have to be asked again. An imported survey, of which no sample was drawn here, is never frozen. */
async function isUnchecked(db: Db, survey: Survey, round: Round): Promise<boolean> {
  return round.frozen_at === null && (await findStandingDraw(db, survey.id)) !== undefined;
}

async function requireChecked(db: Db, survey: Survey, round: Round): Promise<void> {
  if (await isUnchecked(db, survey, round)) throw new Problem('persons-not-checked');
}

function readSerial(typed: string): number {
  const text = typed.normalize('NFKC').trim();
  if (!/^\d{1,9}$/.test(text)) throw new Problem('serial-unknown', { serial: text.slice(0, 20) });
  return Number(text);
}

function readRetention(typed: string, promised: number | undefined): number {
  const [least, most] = RETENTION_LIMITS;
  const text = typed.normalize('NFKC').trim();
  const days = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (!(days >= least && days <= most)) throw new Problem('retention-days', { least, most });
  if (promised !== undefined && days > promised) throw new Problem('retention-promised', { days: promised });
  return days;
}
