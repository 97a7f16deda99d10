/** What a person decides of a list that was read: which agency a name is, what becomes of duplicates, and that it is the frame; or not. */
import { localDay } from '../../core/calendar/day';
import type { DuplicateKind, DuplicateRule } from '../../core/frame/decide-duplicates';
import { MOST_SINGLY, readDecisions } from '../../core/frame/decide-duplicates';
import type { FrameCounts } from '../../core/frame/frame-counts';
import { readCounts } from '../../core/frame/frame-counts';
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { agencyKey } from '../../core/frame/match-agency';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { listAgenciesBelow } from '../store/agencies';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { deleteFrameUpload, listUnusedUploads } from '../store/frame-uploads';
import type { Frame } from '../store/frames';
import { updateFrame } from '../store/frames';
import { insertJob } from '../store/jobs';
import { inTransaction } from '../transaction';
import type { DeskRound } from './find-round';
import type { FrameOrder } from './find-frame';
import { findFrameToDecide, findRoundForFrame, findStandingFrames, FRAME_JOB } from './find-frame';

/**
 * `form`: `rule-dossier` and `rule-person`, `first` or `all`. Keeps the rules, and begins to make the frame. Throws what `findFrameToDecide`
 * throws; `form-invalid` (`frame-rule-missing`), `frame-units-none`.
 */
export async function decideFrame(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const found = await findFrameToDecide(db, asking, code, now);
  const { frame, survey, user } = found;
  const counts = readCounts(frame.counts);
  if (counts.units === 0) throw new Problem('frame-units-none');
  const rules = readFields({ dossier: () => readRule('dossier', counts, form), person: () => readRule('person', counts, form) });
  const { singly } = readDecisions(frame.decisions);
  await inTransaction(db, async (trx) => {
    const jobId = await orderJob(trx, found, 'finish', now);
    const decisions = JSON.stringify({ rules, singly });
    if (!(await updateFrame(trx, frame.id, ['deciding'], { decisions, job_id: jobId }))) throw new Problem('frame-working');
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'frame.decide',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { file: frame.file_name, dossier: said(rules.dossier), person: said(rules.person), singly: Object.keys(singly).length }
    });
  });
}

/** As the log tells of it: nothing where there was nothing to decide. */
const said = (rule: DuplicateRule | undefined): string => (rule ? `keep-${rule}` : '');

function readRule(kind: DuplicateKind, { duplicates }: FrameCounts, form: FormData): DuplicateRule | undefined {
  const typed = textField(form, `rule-${kind}`);
  if (typed === 'first' || typed === 'all') return typed;
  if (duplicates[kind] > 0) throw new Problem('frame-rule-missing');
  return undefined;
}

/**
 * `form`: for each row of a page of duplicates `unit-<number>`: `keep`, `leave`, or '' for the rule. Throws what `findFrameToDecide`
 * throws, `frame-singly-many`.
 */
export async function decideSingly(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const { frame } = await findFrameToDecide(db, asking, code, now);
  const earlier = readDecisions(frame.decisions);
  const singly: Record<string, boolean> = { ...earlier.singly };
  for (const [name, value] of form as Iterable<[string, FormDataEntryValue]>) {
    const [, number] = /^unit-(\d{1,9})$/.exec(name) ?? [];
    if (number === undefined) continue;
    delete singly[number];
    if (value === 'keep' || value === 'leave') singly[number] = value === 'keep';
  }
  if (Object.keys(singly).length > MOST_SINGLY) throw new Problem('frame-singly-many', { max: MOST_SINGLY });
  const decisions = JSON.stringify({ rules: earlier.rules, singly });
  if (!(await updateFrame(db, frame.id, ['deciding'], { decisions }))) throw new Problem('frame-working');
}

/**
 * `form`: pairs `written-<i>`, `agency-<i>` (a code, or a code with the name behind it). The file is read again with them. Throws what
 * `findFrameToDecide` throws, `form-invalid` (`frame-agency-unknown` at `agency-<i>`), `frame-file-gone`.
 */
export async function matchAgencies(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  const found = await findFrameToDecide(db, asking, code, now);
  const { frame, survey, owner, user } = found;
  if (frame.upload_id === null) throw new Problem('frame-file-gone', { file: frame.file_name });
  const known = new Set((await listAgenciesBelow(db, owner.path, localDay(now), 'with-closed')).map((agency) => agency.code));
  const places = [...form.keys()].filter((name) => /^written-\d{1,3}$/.test(name)).map((name) => name.slice('written-'.length));
  const read = readFields(
    Object.fromEntries(
      places.map((place) => [
        `agency-${place}`,
        () => {
          const typed = textField(form, `agency-${place}`).trim();
          if (typed === '') return null;
          const [chosen = ''] = typed.split(' – ');
          if (!known.has(chosen)) throw new Problem('frame-agency-unknown', { value: typed.slice(0, 60) });
          return [agencyKey(textField(form, `written-${place}`)), chosen] as const;
        }
      ])
    )
  );
  const matches = Object.values(read).filter((match) => match !== null);
  if (matches.length === 0) return;
  const mapping = JSON.parse(frame.mapping) as FrameMapping;
  const agencies = { ...mapping.agencies, ...Object.fromEntries(matches) };
  await inTransaction(db, async (trx) => {
    const jobId = await orderJob(trx, found, 'read', now);
    const change = { state: 'reading', mapping: JSON.stringify({ ...mapping, agencies }), counts: '{}', job_id: jobId } as const;
    if (!(await updateFrame(trx, frame.id, ['deciding'], change))) throw new Problem('frame-working');
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'frame.match',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { file: frame.file_name, agencies: matches.map(([, chosen]) => chosen) }
    });
  });
}

/** What was being made, or the file that waited, is given up; the frame that was ready before stays. Throws what `findRoundForFrame` throws. */
export async function discardFrame(db: Db, asking: Asking, code: string, now: Date): Promise<void> {
  const found = await findRoundForFrame(db, asking, code, now);
  const { survey, user } = found;
  const { pending } = await findStandingFrames(db, survey.id);
  await inTransaction(db, async (trx) => {
    if (pending) {
      await updateFrame(trx, pending.id, ['reading', 'deciding'], { state: 'replaced', upload_id: null });
      await orderJob(trx, { ...found, frame: pending }, 'clear', now);
    }
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'frame.discard',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: pending ? { file: pending.file_name } : {}
    });
  });
  for (const id of await listUnusedUploads(db, survey.id)) await deleteFrameUpload(db, id);
}

async function orderJob(
  trx: Db,
  { frame, survey, user }: Pick<DeskRound, 'survey' | 'user'> & { readonly frame: Frame },
  step: FrameOrder['step'],
  now: Date
): Promise<string> {
  const payload: FrameOrder = { frameId: frame.id, surveyId: survey.id, step };
  return insertJob(trx, { kind: FRAME_JOB, key: `${FRAME_JOB} ${newId()}`, payload, createdBy: user.id, at: now.toISOString() });
}
