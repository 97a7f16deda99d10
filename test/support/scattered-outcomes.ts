/** A round of which everything has become that can become of a sampled unit, by chance: answers of all sorts, losses, tries, replacements. */
import { randomBytes } from 'node:crypto';
import { makeReceipt } from '../../src/lib/core/fieldwork/receipt';
import type { AttemptCode } from '../../src/lib/core/fieldwork/dispositions';
import { newId } from '../../src/lib/server/new-id';
import type { Db } from '../../src/lib/server/schema';
import type { SampledUnitTable } from '../../src/lib/server/schema-desk';
import { insertResponses } from '../../src/lib/server/store/responses';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { makeAnswers } from '../../scripts/demo-answers';
import type { TestRound } from './round';
import { ROUND_NOW } from './round';

/** What a test knows of a unit that is in the rates. */
export interface PlannedUnit {
  readonly id: string;
  /** The code it should stand under. */
  readonly code: string;
  /** With an answer that counts. */
  readonly isUsed: boolean;
  readonly isReserve: boolean;
}

const LOSSES = [
  ...['2.111', '2.112', '2.12', '2.20', '2.31', '2.32', '2.33', '2.36', '3.11', '3.17', '3.18', '3.20', '3.90'],
  ...['4.10', '4.31', '4.32', '4.50', '4.70']
];
/** How the latest try ended, and what that stands for. */
const TRIED = [
  { by: 'appointment', code: '2.20' },
  { by: 'absent', code: '2.20' },
  { by: 'hesitant', code: '2.112' },
  { by: 'not-reached', code: '3.17' },
  { by: 'no-answer', code: '2.20' }
] as const satisfies readonly { readonly by: AttemptCode; readonly code: string }[];

export async function scatterOutcomes(db: Db, round: TestRound, random: () => number): Promise<readonly PlannedUnit[]> {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const { content, id: versionId } = await getQuestionnaireVersion(db, round.survey.questionnaire_version_id);
  const released = await releaseReserves(db, round, random);
  const planned: PlannedUnit[] = [];
  const responses: Parameters<typeof insertResponses>[1][number][] = [];
  for (const unit of round.units) {
    if (unit.role === 'reserve' && !released.has(unit.id)) continue;
    const isReserve = unit.role === 'reserve';
    const chance = random();
    if (chance < 0.6) {
      const disposition = pick(['1.1', '1.1', '1.1', '1.2', '2.12', '']);
      const status = pick(['counted', 'counted', 'counted', 'counted', 'held', 'excluded'] as const);
      responses.push({
        ...{ id: newId(), survey_id: round.survey.id, questionnaire_version_id: versionId, receiving_counter_id: null },
        ...{ handling_agency_id: unit.handling_agency_id, day: '2026-03-05', submitted_at: ROUND_NOW.toISOString(), channel: 'web' },
        ...{ language: 'vi', duration_ms: 60_000, purpose: 'main', status, flags: '[]', entered_by: null, sampled_unit_id: unit.id },
        answers: JSON.stringify(makeAnswers(content, 0.2, random)),
        ...{
          submission_scope: `code-${unit.serial}`,
          submission_id: 'once',
          receipt: makeReceipt(randomBytes),
          content_hash: `${unit.serial}`
        }
      });
      await settle(db, unit.id, disposition);
      planned.push({ id: unit.id, code: status === 'counted' ? disposition || '1.1' : '2.36', isUsed: status === 'counted', isReserve });
    } else if (chance < 0.85) {
      const code = pick(LOSSES);
      await settle(db, unit.id, code);
      planned.push({ id: unit.id, code, isUsed: false, isReserve });
    } else {
      const tries = chance < 0.9 ? [] : [pick(TRIED), pick(TRIED)];
      for (const [at, { by }] of tries.entries()) await tryOnce(db, unit, round.coordinator.id, by, at);
      planned.push({ id: unit.id, code: tries.at(-1)?.code ?? '3.11', isUsed: false, isReserve });
    }
  }
  await insertResponses(db, responses);
  return planned;
}

/** Up to all reserves of a stratum, in their order, for units that were given up. */
async function releaseReserves(db: Db, { units }: TestRound, random: () => number): Promise<ReadonlySet<string>> {
  const released = new Set<string>();
  for (const stratum of new Set(units.map((unit) => unit.stratum))) {
    const own = units.filter((unit) => unit.stratum === stratum);
    const reserves = own.filter(({ role }) => role === 'reserve');
    for (const [at, { id }] of reserves.slice(0, Math.floor(random() * (reserves.length + 1))).entries()) {
      released.add(id);
      const now = ROUND_NOW.toISOString();
      await db
        .updateTable('sampled_units')
        .set({ released_at: now, replaces_id: own[at]!.id, replace_reason: 'Không gặp được người được chọn' })
        .where('id', '=', id)
        .execute();
      await db.updateTable('sampled_units').set({ replaced_at: now }).where('id', '=', own[at]!.id).execute();
    }
  }
  return released;
}

async function settle(db: Db, id: string, disposition: string): Promise<void> {
  await db.updateTable('sampled_units').set({ disposition }).where('id', '=', id).execute();
}

async function tryOnce(db: Db, unit: SampledUnitTable, userId: string, disposition: AttemptCode, at: number): Promise<void> {
  const time = new Date(ROUND_NOW.getTime() + at * 60_000).toISOString();
  const about = { survey_id: unit.survey_id, sampled_unit_id: unit.id, user_id: userId, purpose: 'main' as const };
  await db
    .insertInto('contact_attempts')
    .values({ id: newId(), ...about, at: time, received_at: time, disposition, note: '' })
    .execute();
}
