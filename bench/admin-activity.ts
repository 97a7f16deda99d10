/** What a year leaves behind in a large province, for the lists that show it: answers, the audit log, verdicts on months and decisions. */
import type { Kysely } from 'kysely';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays } from '../src/lib/core/calendar/day';
import { recountCounterDays } from '../src/lib/server/operations/refresh-counter-activity';
import { nameKeys } from '../src/lib/server/store/name-keys';
import { appendAuditEvents } from '../src/lib/server/store/audit-events';
import { insertDecisionCounters } from '../src/lib/server/store/quality-decisions';
import { newId } from '../src/lib/server/new-id';
import type { Schema } from '../src/lib/server/schema';
import { seededRandom } from '../scripts/demo-answers';
import { insertAll } from './insert-all';

export const ACTIVITY = { events: 100_000, answers: 200_000, months: 12, decisions: 400, questionnaires: 200 } as const;

export interface Places {
  readonly agencyIds: readonly string[];
  /** Each with its agency. */
  readonly counters: readonly { readonly id: string; readonly agencyId: string }[];
  /** The first asks at every counter. */
  readonly surveyIds: readonly string[];
  readonly userIds: readonly string[];
  readonly versionId: string;
  readonly today: Day;
}

const CHANGES = 40;
const DAYS = 90;

export async function makeActivity(db: Kysely<Schema>, places: Places): Promise<void> {
  const answers = await insertAnswers(db, places);
  await recountCounterDays(db, addDays(places.today, -DAYS), places.today, new Date());
  await insertDecisions(db, places, answers);
  await insertVerdicts(db, places);
  await insertQuestionnaires(db, places);
  await insertEvents(db, places);
}

async function insertAnswers(db: Kysely<Schema>, { counters, surveyIds, versionId, today }: Places): Promise<readonly string[]> {
  const random = seededRandom(1);
  const rows = Array.from({ length: ACTIVITY.answers }, (_, i) => {
    const at = Math.floor(random() * counters.length);
    const counter = counters[at]!;
    const day = addDays(today, -Math.floor(random() * DAYS));
    const id = newId();
    return {
      id,
      survey_id: i % 4 > 0 ? surveyIds[0]! : surveyIds[Math.floor(at / 10) % surveyIds.length]!,
      questionnaire_version_id: versionId,
      receiving_counter_id: counter.id,
      handling_agency_id: counter.agencyId,
      day,
      submitted_at: `${day}T03:00:00.000Z`,
      channel: 'qr',
      language: 'vi',
      duration_ms: 90_000,
      purpose: 'main',
      status: i % 50 === 0 ? 'held' : 'counted',
      flags: '[]',
      answers: '[[3],[3],[4],[4],[3],[4],[4],[2],[4],[4],[3],[4],[4],[4],[3],[4],[4],[4],[4],[3],[4],[4]]',
      submission_scope: counter.id,
      submission_id: id,
      receipt: id,
      content_hash: 'x'
    };
  });
  await insertAll(db, 'responses', rows);
  return rows.map(({ id }) => id);
}

/** Each about some dozens of answers, one in five with an objection, some of those without an answer. */
async function insertDecisions(db: Kysely<Schema>, { agencyIds, surveyIds, userIds, today }: Places, answers: readonly string[]) {
  const decisions = Array.from({ length: ACTIVITY.decisions }, (_, i) => ({
    id: newId(),
    survey_id: surveyIds[0]!,
    agency_id: agencyIds[0]!,
    how: i % 3 === 0 ? 'rule' : 'chosen',
    to_status: 'held',
    ground: 'other',
    reason: 'Nhiều phiếu giống nhau gửi liền nhau trong giờ nghỉ trưa',
    rule: null,
    undoes_id: null,
    forms: CHANGES,
    user_id: userIds[i % userIds.length]!,
    at: `${addDays(today, -i % 300)}T04:00:00.000Z`
  }));
  await insertAll(db, 'quality_decisions', decisions);
  const changed = decisions.flatMap(({ id }, i) =>
    answers.slice(i * CHANGES, (i + 1) * CHANGES).map((response_id) => ({
      id: newId(),
      response_id,
      number: 1,
      decision_id: id,
      from_status: 'counted',
      to_status: 'held'
    }))
  );
  await insertAll(db, 'response_changes', changed);
  for (const { id } of decisions) await insertDecisionCounters(db, id);
  const objections = decisions
    .filter((_, i) => i % 5 === 0)
    .map(({ id, at }, i) => ({
      id: newId(),
      decision_id: id,
      agency_id: agencyIds[i % agencyIds.length]!,
      text: 'Hôm đó có đoàn công dân đến cùng lúc',
      user_id: userIds[0]!,
      at,
      answer: i % 2 === 0 ? 'Đã xem xét' : null,
      answered_by: i % 2 === 0 ? userIds[1]! : null,
      answered_at: i % 2 === 0 ? at : null
    }));
  await insertAll(db, 'objections', objections);
}

/** Every counter's months of a year. */
async function insertVerdicts(db: Kysely<Schema>, { counters, surveyIds, userIds, today }: Places): Promise<void> {
  const random = seededRandom(2);
  const year = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const months = Array.from({ length: ACTIVITY.months }, (_, i) => {
    const at = year - i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
  const rows = months.flatMap((month) =>
    counters.map(({ id }, i) => ({
      survey_id: surveyIds[0]!,
      counter_id: id,
      month,
      forms: 40,
      marks: 0,
      judged_marks: 0,
      judged_at: `${today}T00:00:00.000Z`,
      judged: 40,
      held: i % 100 === 0 ? 2 : 0,
      excluded: 0,
      odd: i % 7,
      flagged: i % 40 === 0 ? 1 : 0,
      p: random(),
      seen: 4,
      expected: 0.5,
      basis: 'own',
      signals: '{"burst":2,"device-many":1}',
      devices: '{}',
      history: '{}'
    }))
  );
  await insertAll(db, 'counter_month_verdicts', rows);
  const reviews = rows.filter((_, i) => i % 50 === 0).map(({ survey_id, counter_id, month, odd, judged_at: at }) => ({ survey_id, counter_id, month, state: 'seen', odd, user_id: userIds[0]!, at })); // prettier-ignore
  await insertAll(db, 'counter_month_reviews', reviews);
}

async function insertQuestionnaires(db: Kysely<Schema>, { agencyIds, versionId }: Places): Promise<void> {
  const { content, hash } = await db.selectFrom('questionnaire_versions').selectAll().where('id', '=', versionId).executeTakeFirstOrThrow();
  const rows = Array.from({ length: ACTIVITY.questionnaires }, (_, i) => {
    const [code, vi, en] = [`phieu-${i}`, `Phiếu hỏi ${i} về lĩnh vực đất đai`, `Form ${i} about land`];
    return { id: newId(), code, owner_agency_id: agencyIds[i]!, title_vi: vi, title_en: en, ...nameKeys(vi, en, code) };
  });
  await insertAll(db, 'questionnaires', rows);
  const versions = rows.flatMap(({ id, code }, i) =>
    ['published', 'draft'].map((state, number) => ({
      id: newId(),
      questionnaire_id: id,
      number: number + 1,
      state,
      content,
      hash: `${hash}${code}${number}`,
      published_at: state === 'draft' ? null : `2026-0${1 + (i % 9)}-01T00:00:00.000Z`,
      revision: 1
    }))
  );
  await insertAll(db, 'questionnaire_versions', versions);
}

const ACTIONS = ['counter.rename', 'counter.open', 'counter.replace-code', 'user.sign-in', 'survey.open', 'agency.rename'] as const;

async function insertEvents(db: Kysely<Schema>, { agencyIds, counters, surveyIds, userIds, today }: Places): Promise<void> {
  const EACH = 1_000;
  for (let at = 0; at < ACTIVITY.events; at += EACH) {
    const events = Array.from({ length: EACH }, (_, k) => {
      const i = at + k;
      const action = ACTIONS[i % ACTIONS.length]!;
      const subjectKind = action.split('.')[0]!;
      const counter = counters[(i * 7) % counters.length]!;
      const agencyId = subjectKind === 'counter' ? counter.agencyId : agencyIds[(i * 13) % agencyIds.length]!;
      const subjects = {
        counter: counter.id,
        user: userIds[i % userIds.length]!,
        survey: surveyIds[i % surveyIds.length]!,
        agency: agencyId
      };
      const subjectId = subjects[subjectKind as keyof typeof subjects];
      return {
        action,
        subjectKind,
        subjectId,
        agencyId: subjectKind === 'user' ? null : agencyId,
        change: { name: ['Quầy cũ', 'Quầy mới'] as const }
      };
    });
    const day = addDays(today, -Math.floor(((ACTIVITY.events - at) / ACTIVITY.events) * 365));
    const by = { userId: userIds[(at / EACH) % userIds.length]!, at: `${day}T02:00:00.000Z` };
    await db.transaction().execute((trx) => appendAuditEvents(trx, by, events));
  }
}
