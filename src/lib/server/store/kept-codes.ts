/**
 * Codes that work once as they are kept: sealed for as long as they may be printed or handed out again, then by their mark alone. Before the
 * start has sealed it a code lies as it is (`sealed` null); whatever it is by then, sealing decides what is kept of it.
 */
import { sql } from 'kysely';
import type { Db } from '../schema';
import type { SealedCode } from '../sealed-code';
import { NOT_KEPT } from '../sealed-code';

/** Rows of one IN. */
const TOGETHER = 1_000;

/** For UPDATE: the mark alone is left of it. */
export const MARK_ALONE = sql<string | null>`case when sealed is null then null else ${sql.lit(NOT_KEPT)} end`;

/** Nothing is printed for the round any more. */
export async function forgetRoundCodes(trx: Db, surveyId: string): Promise<void> {
  await trx
    .updateTable('access_codes')
    .set({ sealed: NOT_KEPT })
    .where('survey_id', '=', surveyId)
    .where('sealed', '>', NOT_KEPT)
    .execute();
}

/** Of people of a list who were erased: nothing is printed for them any more. */
export async function forgetUnitCodes(trx: Db, frameId: string, unitNos: readonly number[]): Promise<void> {
  for (let at = 0; at < unitNos.length; at += TOGETHER)
    await trx
      .updateTable('access_codes')
      .set({ sealed: NOT_KEPT })
      .where('sealed', '>', NOT_KEPT)
      .where('sampled_unit_id', 'in', (of) =>
        of
          .selectFrom('sampled_units')
          .select('id')
          .where('frame_id', '=', frameId)
          .where('unit_no', 'in', unitNos.slice(at, at + TOGETHER))
      )
      .execute();
}

export interface PlainCode {
  readonly code: string;
  /** What its answer is stored under from now on. */
  readonly scope: string;
  readonly surveyId: string | null;
  readonly isUsed: boolean;
  /** It may still be handed out. */
  readonly isKept: boolean;
}

/** Codes that lie as they are, from before they were sealed; at most `limit`. */
export async function listPlainCodes(db: Db, limit: number): Promise<readonly PlainCode[]> {
  const rows = await db
    .selectFrom('access_codes as a')
    .leftJoin('rounds as r', 'r.survey_id', 'a.survey_id')
    .leftJoin('dossiers as d', 'd.id', 'a.dossier_id')
    .select(['a.code', 'a.sampled_unit_id', 'a.dossier_id', 'a.survey_id', 'a.used_at'])
    .select(
      sql<number>`case when r.persons_erased_at is not null or d.dossier_mark = 'erased:' || d.id then 0
        when a.kind = 'dossier' or a.used_at is null then 1 else 0 end`.as('kept')
    )
    // Literally as the index of waiting rows says, or it is not used.
    .where(sql<boolean>`a.sealed is null and a.kind <> 'counter'`)
    .orderBy('a.code')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    code: row.code,
    scope: row.sampled_unit_id ?? row.dossier_id ?? row.code,
    surveyId: row.survey_id,
    isUsed: row.used_at !== null,
    isKept: Number(row.kept) === 1
  }));
}

/** False: another process was quicker. Its answer, if it brought one in, is moved from the code to what that led to. */
export async function replacePlainCode(trx: Db, plain: PlainCode, { code, sealed }: SealedCode, once: string): Promise<boolean> {
  const { numUpdatedRows: rows } = await trx
    .updateTable('access_codes')
    .set({
      code,
      sealed: plain.isKept
        ? sql<string>`case when kind = 'invitation' and used_at is not null then ${NOT_KEPT} else ${sealed} end`
        : NOT_KEPT
    })
    .where('code', '=', plain.code)
    .where('sealed', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(rows) === 0) return false;
  if (!plain.isUsed) return true;
  let answer = trx.updateTable('responses').set({ submission_scope: plain.scope }).where('submission_scope', '=', plain.code).where('submission_id', '=', once); // prettier-ignore
  answer =
    plain.surveyId === null
      ? answer.where('survey_id', 'in', (of) => of.selectFrom('surveys').select('id').where('mode', '=', 'continuous'))
      : answer.where('survey_id', '=', plain.surveyId);
  await answer.execute();
  return true;
}
