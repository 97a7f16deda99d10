/** A round in the middle of its field: 36,525 units drawn over 75 communes, half of them asked, with interviewers, attempts, forms and answers. */
import { sql } from 'kysely';
import type { Asking } from '../src/lib/server/auth/access';
import { newId } from '../src/lib/server/new-id';
import type { Db } from '../src/lib/server/schema';
import { keepFormTraces } from '../src/lib/server/store/form-events';
import { answerRound } from '../test/support/answered-round';
import { as } from '../test/support/people';
import { makeRound, ROUND_NOW } from '../test/support/round';
import { insertAll } from './insert-all';

const COMMUNES = 75;
const EACH = 487;
const IN_LIST = 1_000;
const INTERVIEWERS = 60;
/** One unit in so many has not been gone to yet, or has no paper form. */
const UNTOUCHED = 4;

export const DESK_SIZE = { sample: COMMUNES * EACH, list: COMMUNES * IN_LIST, answers: 0, attempts: 0, events: 0 };

export async function makeDeskRound(db: Db): Promise<Asking> {
  const sizes = { communes: COMMUNES, population: IN_LIST, sample: EACH, reserve: 49, interviewers: INTERVIEWERS };
  const round = await makeRound(db, sizes);
  const at = ROUND_NOW.toISOString();
  const survey = { survey_id: round.survey.id };
  // Each works in a commune or two: units stand commune by commune.
  const own = (i: number) => round.interviewers[Math.floor((i * INTERVIEWERS) / (COMMUNES * EACH))]!.id;
  const main = round.units.filter(({ role }) => role === 'main');
  // A part of them has been asked: the answering of tests takes a refusal, one not found and one not eligible of ten.
  const asked = main.filter((_, i) => i % UNTOUCHED > 1);
  const answering = await answerRound(db, { ...round, units: asked }, { released: 0 });
  for (const { id } of round.interviewers)
    for (const part of parts(main.filter((_, at) => own(at) === id).map((unit) => unit.id)))
      await db.updateTable('sampled_units').set({ interviewer_id: id }).where('id', 'in', part).execute();
  // Half of the answers were taken down by whoever has the unit.
  await db
    .updateTable('responses')
    .set((of) => ({
      channel: 'visit',
      entered_by: of.selectFrom('sampled_units as u').select('u.interviewer_id').whereRef('u.id', '=', 'responses.sampled_unit_id')
    }))
    .where('sampled_unit_id', 'in', (of) =>
      of
        .selectFrom('sampled_units')
        .select('id')
        .where(sql`serial % 2`, '=', 0)
    )
    .execute();
  await insertAll(db, 'assignments', main.map((unit, i) => ({ id: newId(), ...survey, sampled_unit_id: unit.id, user_id: own(i), purpose: 'main', from_at: at, to_at: null }))); // prettier-ignore
  const attempts = main.flatMap((unit, i) => {
    if (i % UNTOUCHED === 0) return [];
    const attempt = (disposition: string) => ({ id: newId(), ...survey, sampled_unit_id: unit.id, user_id: own(i), purpose: 'main', at, received_at: at, disposition, note: '' }); // prettier-ignore
    return [attempt('no-answer'), attempt('appointment')];
  });
  await insertAll(db, 'contact_attempts', attempts);
  const events = main.flatMap((unit, i) => {
    const event = (kind: string, day: number) => ({ id: newId(), ...survey, sampled_unit_id: unit.id, kind, interviewer_id: kind === 'printed' ? null : own(i), user_id: round.coordinator.id, at: new Date(ROUND_NOW.getTime() + day * 86_400_000).toISOString(), reason: '' }); // prettier-ignore
    return [event('printed', 0), ...(i % UNTOUCHED === 0 ? [] : [event('issued', 1)]), ...(i % UNTOUCHED === 1 ? [event('delivered', 2), event('collected', 3)] : [])]; // prettier-ignore
  });
  await insertAll(db, 'form_events', events);
  await keepFormTraces(db, main.map(({ id }) => id)); // prettier-ignore
  Object.assign(DESK_SIZE, { answers: answering.length, attempts: attempts.length, events: events.length });
  return as(round.coordinator);
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += 500) yield all.slice(at, at + 500);
}
