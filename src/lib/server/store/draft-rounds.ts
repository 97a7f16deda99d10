/** Everything that the desk made for a draft, as it goes with the draft: from what refers to other rows down to those. */
import type { Db } from '../schema';

/** People are gone already (`eraseRound`): that leaves its trace, and this none. */
export async function deleteDraftRound(trx: Db, surveyId: string): Promise<void> {
  const units = trx.selectFrom('sampled_units').select('id').where('survey_id', '=', surveyId);
  const frames = trx.selectFrom('frames').select('id').where('survey_id', '=', surveyId);
  await trx.deleteFrom('access_codes').where('sampled_unit_id', 'in', units).execute();
  for (const table of ['form_events', 'replacement_requests', 'contact_attempts', 'assignments'] as const)
    await trx.deleteFrom(table).where('survey_id', '=', surveyId).execute();
  await trx.updateTable('sampled_units').set({ replaces_id: null }).where('survey_id', '=', surveyId).execute();
  for (const table of ['sampled_units', 'draws', 'designs'] as const)
    await trx.deleteFrom(table).where('survey_id', '=', surveyId).execute();
  for (const table of ['frame_refusals', 'frame_units'] as const) await trx.deleteFrom(table).where('frame_id', 'in', frames).execute();
  for (const table of ['frames', 'rounds'] as const) await trx.deleteFrom(table).where('survey_id', '=', surveyId).execute();
  const uploads = trx.selectFrom('frame_uploads').select('id').where('survey_id', '=', surveyId);
  await trx.deleteFrom('frame_upload_parts').where('upload_id', 'in', uploads).execute();
  await trx.deleteFrom('frame_uploads').where('survey_id', '=', surveyId).execute();
}
