/** The one-time codes of a round's units: which units have none yet, and new ones. */
import type { Db } from '../schema';
import type { SealedCode } from '../sealed-code';

/** Until the transaction ends nobody else gives this round's units codes. */
export async function lockSamples(trx: Db, surveyId: string): Promise<void> {
  await trx
    .updateTable('draws')
    .set((eb) => ({ number: eb.ref('number') }))
    .where('survey_id', '=', surveyId)
    .execute();
}

/** Units that are asked (main ones and released reserves of the draw that stands) and have no code, by serial number; all, or those of `among`. */
export async function listUnitsWithoutCode(db: Db, surveyId: string, among?: readonly string[]): Promise<readonly string[]> {
  let query = db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .leftJoin('access_codes as a', 'a.sampled_unit_id', 'u.id')
    .select('u.id')
    .where('u.survey_id', '=', surveyId)
    .where('d.kind', '=', 'sample')
    .where('d.voided_at', 'is', null)
    .where('a.code', 'is', null)
    .where((eb) => eb.or([eb('u.role', '=', 'main'), eb('u.released_at', 'is not', null)]))
    .orderBy('u.serial');
  if (among) query = query.where('u.id', 'in', among);
  return (await query.execute()).map(({ id }) => id);
}

/** Returns the units whose code was free; the others need another. */
export async function insertInvitationCodes(
  trx: Db,
  surveyId: string,
  codes: readonly (SealedCode & { readonly unitId: string })[],
  at: string
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .insertInto('access_codes')
    .values(
      codes.map(({ code, sealed, unitId }) => ({
        code,
        sealed,
        kind: 'invitation' as const,
        counter_id: null,
        issued_at: at,
        replaced_by: null,
        closed_at: null,
        sampled_unit_id: unitId,
        survey_id: surveyId
      }))
    )
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('sampled_unit_id')
    .execute();
  return new Set(rows.flatMap(({ sampled_unit_id: unitId }) => unitId ?? []));
}
