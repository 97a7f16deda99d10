/** Units and forms counted by what they have in common are the same as each looked at by itself. */
import { expect, test } from 'vitest';
import { seededRandom } from '../../scripts/demo-answers';
import type { FormEventKind } from '../../src/lib/core/fieldwork/ledger';
import { FORM_EVENTS, sumLedger, traceForm } from '../../src/lib/core/fieldwork/ledger';
import { releasedWeights } from '../../src/lib/core/weighting/released-weights';
import { newId } from '../../src/lib/server/new-id';
import { openFieldBoard, standAlike, stands } from '../../src/lib/server/operations/open-field-board';
import { readClosing } from '../../src/lib/server/operations/read-closing';
import { openLedger } from '../../src/lib/server/operations/open-ledger';
import { countOpenUnits } from '../../src/lib/server/store/assignments';
import { countRoundUnits, listLatestAttempts, listRoundUnits } from '../../src/lib/server/store/field-board';
import { deleteNotes } from '../../src/lib/server/store/erasures';
import { insertFormEvents } from '../../src/lib/server/store/form-events';
import type { FormEventTable } from '../../src/lib/server/schema-desk';
import { answerRound } from '../support/answered-round';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { makeRound, ROUND_NOW as NOW } from '../support/round';

const DAY = '2026-03-10';

onBothEngines('what is counted together', (open) => {
  test('adds up to what each unit and each form says, whatever happened to it', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { communes: 3, population: 60, sample: 30, reserve: 4, interviewers: 3 });
    const random = seededRandom(7);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    await answerRound(db, { ...round, units: round.units.filter((_, i) => i % 3 > 0) });
    const units = round.units.filter(({ role }) => role === 'main');
    const made = units.filter((_, i) => i % 9 === 1).map(({ id }) => id); // prettier-ignore
    await db.updateTable('responses').set({ status: 'excluded' }).where('sampled_unit_id', 'in', made).execute();
    const held = units.filter((_, i) => i % 9 === 4).map(({ id }) => id); // prettier-ignore
    await db.updateTable('responses').set({ status: 'held' }).where('sampled_unit_id', 'in', held).execute();
    // Communes of different sizes, so that units weigh differently.
    await db.updateTable('sampled_units').set({ inclusion_probability: 0.2, psu_probability: 0.2 }).where('stratum', '=', 'c2').execute();
    for (const { id } of units)
      if (random() < 0.7) {
        const change = { interviewer_id: pick(round.interviewers).id, replaced_at: random() < 0.1 ? NOW.toISOString() : null };
        await db.updateTable('sampled_units').set(change).where('id', '=', id).execute();
      }
    const own = (unit: (typeof units)[number]) => ({ survey_id: round.survey.id, sampled_unit_id: unit.id });
    const minute = (at: number) => new Date(NOW.getTime() + at * 60_000).toISOString();
    for (const unit of units)
      for (let i = 0; i < Math.floor(random() * 3); i++) {
        const at = minute(Math.floor(random() * 3));
        const disposition = pick(['appointment', 'absent', '2.112', 'moved-new-address']);
        await db.insertInto('contact_attempts').values({ id: newId(), ...own(unit), user_id: round.interviewers[0]!.id, purpose: 'main', at, received_at: at, disposition, note: '' }).execute(); // prettier-ignore
      }
    const events: (FormEventTable & { readonly kind: FormEventKind })[] = units.flatMap((unit) =>
      FORM_EVENTS.filter(() => random() < 0.7).map((kind, i) => ({
        ...{ id: newId(), ...own(unit), kind, interviewer_id: random() < 0.2 ? null : pick(round.interviewers).id },
        ...{ user_id: null, at: minute(random() < 0.1 ? 0 : i), reason: random() < 0.3 ? 'đổi người' : '' }
      }))
    );
    // As they come from many phones: in no order of time, some of them twice.
    const arriving = events.map((event) => [random(), event] as const).toSorted(([a], [b]) => a - b).map(([, event]) => event); // prettier-ignore
    for (let at = 0; at < arriving.length; at += 40) await insertFormEvents(db, arriving.slice(Math.max(0, at - 5), at + 40));

    const each = await listRoundUnits(db, round.survey.id, DAY);
    const latest = await listLatestAttempts(db, round.survey.id);
    const sums = (those: readonly (readonly [key: readonly unknown[], units: number])[]) => {
      const sum = new Map<string, number>();
      for (const [key, n] of those) sum.set(JSON.stringify(key), (sum.get(JSON.stringify(key)) ?? 0) + n);
      return [...sum].toSorted();
    };
    const alike = await countRoundUnits(db, round.survey.id, DAY);
    expect(alike.length).toBeLessThan(each.length);
    const weights = releasedWeights(each, true);
    const weightOf = new Map(each.map((unit, at) => [unit.id, weights[at]!]));
    for (const stratum of ['c1', 'c2', 'c3']) {
      const wanted = each.filter((unit) => unit.stratum === stratum).reduce((sum, { id }) => sum + weightOf.get(id)!, 0);
      const sum = alike.filter((one) => one.stratum === stratum).reduce((all, { units: n, weight }) => all + n * weight, 0);
      expect(sum).toBeCloseTo(wanted, 8);
    }
    // The board and the record say the same.
    const { total } = await openFieldBoard(db, as(round.coordinator), 'round', NOW);
    const { counts } = await readClosing(db, round.survey, NOW);
    expect([total.counts, total.rates]).toEqual([counts.classes, counts.rates]);
    expect(total.counts.O).toBe(new Set([...made, ...held].filter((id) => each.some((unit) => unit.id === id && unit.responseId !== null))).size); // prettier-ignore
    for (const [name, rate] of Object.entries(counts.weightedRates!))
      expect(total.weightedRates).toMatchObject({ [name]: expect.closeTo(rate!, 9) as number });
    expect(total.weightedRates!.rr1).not.toBeCloseTo(total.rates.rr1!, 3);
    expect(
      sums(alike.map((one) => [[one.agencyCode, one.stratum, one.interviewer_id, one.isAnswered, standAlike(one)], one.units]))
    ).toEqual(
      sums(each.map((unit) => [[unit.agencyCode, unit.stratum, unit.interviewer_id, unit.responseId !== null, stands(unit, latest.get(unit.id) ?? null)], 1])) // prettier-ignore
    );

    const openOf = (id: string) => each.filter((unit) => unit.interviewer_id === id && !stands(unit, latest.get(unit.id) ?? null).settled).length; // prettier-ignore
    const ids = round.interviewers.map(({ id }) => id);
    expect([...(await countOpenUnits(db, round.survey.id, ids))].toSorted()).toEqual(ids.map((id) => [id, openOf(id)]).toSorted());

    const inOrder = events.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
    const traced = each
      .map((unit) =>
        traceForm({
          ...{ serial: unit.serial, agencyId: unit.agencyCode, answered: unit.channel === null ? null : 'other' },
          events: inOrder.filter((event) => event.sampled_unit_id === unit.id).map(({ interviewer_id: interviewerId, ...event }) => ({ ...event, interviewerId })) // prettier-ignore
        })
      )
      .filter(({ place, disagreements }) => place !== null || disagreements.length > 0);
    const ledger = await openLedger(db, as(round.coordinator), 'round', NOW);
    expect(ledger.total.line).toEqual(sumLedger(traced));
    expect(ledger.disagreeing.map(({ serial, disagreements }) => [serial, disagreements])).toEqual(
      traced.filter(({ disagreements }) => disagreements.length > 0).map(({ serial, disagreements }) => [serial, disagreements])
    );
    // What was handed on for a reason was, also once the reason is erased.
    expect(events.some(({ kind, reason }) => kind === 'issued' && reason !== '')).toBe(true);
    await deleteNotes(db, round.survey.id);
    expect(await openLedger(db, as(round.coordinator), 'round', NOW)).toEqual(ledger);
  });
});
