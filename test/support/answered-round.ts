/** What came in of a round, put straight into the tables: answers, refusals, units outside the population, released reserves. */
import { randomBytes } from 'node:crypto';
import { makeAnswers, seededRandom } from '../../scripts/demo-answers';
import type { Day } from '../../src/lib/core/calendar/day';
import { makeReceipt } from '../../src/lib/core/fieldwork/receipt';
import { encodeAnswers } from '../../src/lib/core/response/encode-answers';
import { newId } from '../../src/lib/server/new-id';
import type { Db, ResponseTable } from '../../src/lib/server/schema';
import type { SampledUnitTable } from '../../src/lib/server/schema-desk';
import { insertResponses } from '../../src/lib/server/store/responses';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import type { TestRound } from './round';
import { ROUND_NOW } from './round';

/** Of ten units one refuses, one is not found and one had no transaction; the others answer. Given reserves answer too. */
export async function answerRound(
  db: Db,
  round: Pick<TestRound, 'survey' | 'units'>,
  {
    released = 2,
    status = () => 'counted' as const,
    dayOf = (i) => `2026-03-0${1 + (i % 8)}`
  }: { released?: number; status?: (i: number) => ResponseTable['status']; dayOf?: (i: number) => Day } = {}
): Promise<readonly SampledUnitTable[]> {
  const { content, id: versionId } = await getQuestionnaireVersion(db, round.survey.questionnaire_version_id);
  const random = seededRandom(20_261_130);
  const main = round.units.filter(({ role }) => role === 'main');
  const refused = main.filter((_, i) => i % 10 === 7);
  const reserves = round.units.filter(({ role }) => role === 'reserve').slice(0, released);
  for (const [i, { id }] of reserves.entries())
    await db
      .updateTable('sampled_units')
      .set({ released_at: ROUND_NOW.toISOString(), replaces_id: refused[i]!.id, replace_reason: 'Từ chối trả lời phiếu' })
      .where('id', '=', id)
      .execute();
  const lost: Readonly<Record<number, string>> = { 7: '2.112', 8: '3.18', 9: '4.70' };
  for (const [i, { id }] of main.entries())
    if (lost[i % 10] !== undefined)
      await db
        .updateTable('sampled_units')
        .set({ disposition: lost[i % 10]! })
        .where('id', '=', id)
        .execute();

  const answering = [...main.filter((_, i) => lost[i % 10] === undefined), ...reserves];
  const ids = answering.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += 200)
    await db
      .updateTable('sampled_units')
      .set({ disposition: '1.1' })
      .where('id', 'in', ids.slice(at, at + 200))
      .execute();
  const responses = answering.map((unit, i) => ({
    id: newId(),
    survey_id: round.survey.id,
    questionnaire_version_id: versionId,
    receiving_counter_id: null,
    handling_agency_id: unit.handling_agency_id,
    day: dayOf(i),
    submitted_at: ROUND_NOW.toISOString(),
    channel: 'web' as const,
    language: 'vi',
    duration_ms: 60_000,
    purpose: 'main' as const,
    status: status(i),
    flags: '[]',
    answers: encodeAnswers(makeAnswers(content, unit.stratum === 'c1' ? 0.5 : -0.2, random)),
    submission_scope: `code-${unit.serial}`,
    submission_id: 'once',
    receipt: makeReceipt(randomBytes),
    content_hash: `${unit.serial}`,
    sampled_unit_id: unit.id,
    entered_by: null
  }));
  for (let at = 0; at < responses.length; at += 200) await insertResponses(db, responses.slice(at, at + 200));
  return answering;
}
