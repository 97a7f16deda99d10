/** A round whose interviewers have asked: answers by phone, put straight into the tables, shared out among them by turns. */
import { randomBytes } from 'node:crypto';
import { makeReceipt } from '../../src/lib/core/fieldwork/receipt';
import { encodeAnswers } from '../../src/lib/core/response/encode-answers';
import type { Questionnaire } from '../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { readConfig } from '../../src/lib/server/config';
import { newId } from '../../src/lib/server/new-id';
import type { Db } from '../../src/lib/server/schema';
import type { SampledUnitTable } from '../../src/lib/server/schema-desk';
import { findQuestionnaireVersion } from '../../src/lib/server/store/questionnaires';
import { insertResponses } from '../../src/lib/server/store/responses';
import type { Survey } from '../../src/lib/server/store/surveys';
import type { RoundOptions, TestRound } from './round';
import { makeRound, ROUND_NOW } from './round';

export const CONFIG = readConfig({});

export interface RecheckedRound extends TestRound {
  readonly questionnaire: Questionnaire;
  /** By interviewer's id, the serials of their forms. */
  readonly serials: ReadonlyMap<string, readonly number[]>;
}

/** Every main unit has answered 4 to all; its interviewer is the next in turn. */
export async function makeAnsweredRound(db: Db, options: RoundOptions = {}): Promise<RecheckedRound> {
  const round = await makeRound(db, options);
  const main = round.units.filter(({ role }) => role === 'main');
  const people = round.interviewers.map(({ id }) => id);
  const questionnaire = await answerUnits(db, round.survey, main, people, ROUND_NOW);
  const serials = new Map(people.map((id, at) => [id, main.filter((_, i) => i % people.length === at).map(({ serial }) => serial)]));
  return { ...round, questionnaire, serials };
}

/** The first of them too fast, as its flag says. */
export async function answerUnits(
  db: Db,
  survey: Survey,
  units: readonly SampledUnitTable[],
  interviewerIds: readonly string[],
  now: Date
): Promise<Questionnaire> {
  const { content } = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
  const answers = encodeAnswers(itemsOf(content).map(({ kind }) => (kind === 'level' ? 4 : null)));
  const rows = units.map((unit, i) => {
    const id = newId();
    return {
      id,
      survey_id: survey.id,
      questionnaire_version_id: survey.questionnaire_version_id,
      receiving_counter_id: null,
      handling_agency_id: unit.handling_agency_id,
      day: now.toISOString().slice(0, 10),
      submitted_at: now.toISOString(),
      channel: 'phone' as const,
      language: 'vi',
      duration_ms: 90_000,
      purpose: 'main' as const,
      status: 'counted' as const,
      flags: i === 0 ? '["too-fast"]' : '[]',
      answers,
      submission_scope: unit.id,
      submission_id: id,
      receipt: makeReceipt(randomBytes),
      content_hash: id,
      sampled_unit_id: unit.id,
      entered_by: interviewerIds[i % interviewerIds.length]!
    };
  });
  for (let at = 0; at < rows.length; at += 200) await insertResponses(db, rows.slice(at, at + 200));
  return content;
}
