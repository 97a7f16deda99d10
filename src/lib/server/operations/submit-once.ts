/** Stores the form of a one-time code. The code, or the unit behind it, is the lock: two phones at once make one answer. */
import { Problem } from '../../core/problem';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { StoredSubmission } from '../store/responses';
import { findReceiptOf, insertComments, insertDeviceMarks, insertResponses } from '../store/responses';
import { findSlipAnswer, useSlip } from '../store/personal-codes';
import { elapsedSince } from '../../core/response/submission-id';
import { encodeAnswers } from '../../core/response/encode-answers';
import { inTransaction } from '../transaction';
import type { FormPlace } from './form-place';
import { FormUnavailable, ONCE } from './form-place';
import { storeUnitAnswer, UnitAnswered } from './store-unit-answer';
import type { SubmittedForm } from './submit-response';
import { composeSubmission, hashOfContent } from './submit-response';

/** Returns the receipt; of the same content, sent again, the first one. Throws FormUnavailable: invite-used, invite-withdrawn, survey-closed. */
export async function submitOnce(
  db: Db,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  submitted: SubmittedForm
): Promise<string> {
  const { once } = submitted.form.place;
  if (!once) throw new Error('no form of a one-time code');
  if (once.kind === 'invitation') return submitInvitation(db, config, randomBytes, submitted, once.unitId);
  const outcome = await inTransaction(db, (trx) => storeSlip(trx, config, randomBytes, submitted, once.dossierId));
  return typeof outcome === 'string' ? outcome : repeated(submitted, outcome);
}

async function submitInvitation(
  db: Db,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  submitted: SubmittedForm,
  unitId: string
): Promise<string> {
  const { version, reading, language, now } = submitted;
  try {
    const id = await storeUnitAnswer(db, config, randomBytes, {
      ...{ unitId, version, reading, channel: 'web', enteredBy: null, language, now },
      submission: { scope: unitId, id: ONCE },
      durationMs: elapsedSince(submitted.submissionId, now.getTime()),
      sender: submitted
    });
    return await findReceiptOf(db, id);
  } catch (failure) {
    if (failure instanceof UnitAnswered) return repeated(submitted, failure.stored);
    if (failure instanceof Problem)
      throw unavailable(submitted, failure.code === 'unit-withdrawn' ? new Problem('invite-withdrawn') : failure);
    throw failure;
  }
}

/** The receipt, or what the code brought in before. */
async function storeSlip(
  trx: Db,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  submitted: SubmittedForm,
  dossierId: string
): Promise<string | StoredSubmission> {
  const { counterId } = submitted.form.place;
  if (!(await useSlip(trx, dossierId, submitted.now.toISOString()))) {
    const stored = await findSlipAnswer(trx, [dossierId], [counterId ?? '']);
    if (stored) return stored;
    throw unavailable(submitted, new Problem('invite-withdrawn'));
  }
  const { response, comment, device } = composeSubmission(config, randomBytes, submitted);
  // Only a receipt code that is taken keeps it out: the person sends again, and nothing was written.
  if (!(await insertResponses(trx, [response])).has(response.id)) throw new Error('the receipt code of a slip was taken');
  if (comment) await insertComments(trx, [comment]);
  if (device) await insertDeviceMarks(trx, [device]);
  return response.receipt;
}

function repeated(submitted: SubmittedForm, stored: StoredSubmission): string {
  const { version, reading } = submitted;
  if (hashOfContent(version.id, encodeAnswers(reading.answers), reading.comment) === stored.contentHash) return stored.receipt;
  throw unavailable(submitted, new Problem('invite-used'), stored);
}

function unavailable({ form, version }: SubmittedForm, problem: Problem, stored: StoredSubmission | null = null): FormUnavailable {
  const place: FormPlace = form.place;
  return new FormUnavailable(problem, place, version, form.survey.id, stored);
}
