/** A clerk enters what happened to paper forms, by their serial numbers: all of them, or none where one is wrong. */
import { localDay } from '../../core/calendar/day';
import { readSerials } from '../../core/fieldwork/serial-ranges';
import { Problem } from '../../core/problem';
import { readFields, wrongField } from '../../core/read-fields';
import { noteOf } from '../../core/response/field-item';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { listInterviewers } from '../store/assignments';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { listRoundUnits } from '../store/field-board';
import { insertFormEvents } from '../store/form-events';
import { inTransaction } from '../transaction';
import { holdRoundToWrite } from './find-round';

const ENTERED = ['printed', 'issued', 'delivered', 'collected', 'void'] as const;
const MOST_NAMED = 5;

/**
 * `kind`, `serials`, `interviewer` ('': whoever has the unit now), `reason`. Returns how many. Throws `form-invalid`, what `findRoundToWrite`
 * throws. What does not follow from what was entered before is taken: paper is as it is, and the ledger says what does not agree.
 */
export async function enterFormEvents(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const today = localDay(now);
  return inTransaction(db, async (trx) => {
    const { survey, user, owner } = await holdRoundToWrite(trx, asking, code, today);
    const people = await listInterviewers(trx, owner.path, today);
    const { kind, serials, interviewer, reason } = readFields({
      kind: () => ENTERED.find((one) => one === textField(form, 'kind')) ?? refuse('form-event-missing'),
      serials: () => readSerials(textField(form, 'serials')),
      interviewer: () => chosenPerson(textField(form, 'interviewer'), people),
      reason: () => neededReason(textField(form, 'kind'), noteOf(textField(form, 'reason')))
    });
    const units = new Map((await listRoundUnits(trx, survey.id, today, { serials })).map((unit) => [unit.serial, unit]));
    const unknown = serials.filter((serial) => !units.has(serial));
    if (unknown.length > 0)
      throw wrongField('serials', 'form-serials-unknown', { list: unknown.slice(0, MOST_NAMED).join(', '), count: unknown.length });
    const events = serials.map((serial) => {
      const unit = units.get(serial)!;
      return {
        ...{ id: newId(), survey_id: survey.id, sampled_unit_id: unit.id, kind, user_id: user.id, at: now.toISOString(), reason },
        interviewer_id: kind === 'printed' ? null : (interviewer ?? unit.interviewer_id)
      };
    });
    const stored = await insertFormEvents(trx, events);
    await appendAuditEvent(trx, byUser(user, now), {
      ...{ action: 'field.enter-forms', subjectKind: 'survey', subjectId: survey.id, agencyId: owner.id },
      change: { form: kind, units: stored, serial: `${serials[0]!}–${serials.at(-1)!}` }
    });
    return stored;
  });
}

function chosenPerson(id: string, people: readonly { readonly id: string }[]): string | null {
  if (id === '') return null;
  return people.some((person) => person.id === id) ? id : refuse('assign-not-interviewer');
}

function neededReason(kind: string, reason: string): string {
  return kind === 'void' && reason === '' ? refuse('form-void-reason-missing') : reason;
}

function refuse(code: 'form-event-missing' | 'assign-not-interviewer' | 'form-void-reason-missing'): never {
  throw new Problem(code);
}
