/**
 * What happens to the counters of agencies that another takes over on a day. Handed over, each goes on as a counter of that agency:
 * the posters keep their codes, the surveys that run there go on, and what was answered before stays with the old agency.
 */
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { insertCodeHandover } from '../store/code-handovers';
import type { Counter } from '../store/counters';
import { insertCounterRow, updateCounterEnd } from '../store/counters';
import { handOverSurveys } from '../store/survey-counters';

/** `counters` are open on the day before; `taken`: names of the successor's own counters, which grow by the new ones. */
export async function handOverCounters(
  trx: Db,
  counters: readonly Counter[],
  { successor, onDay, taken }: { readonly successor: Agency; readonly onDay: Day; readonly taken: readonly string[] }
): Promise<readonly { readonly from: string; readonly to: string }[]> {
  const names = new Set(taken);
  // Of those that are called alike none keeps the bare name: it would look like the one that all of them became.
  const alike = (name: string) => names.has(name) || counters.filter((counter) => counter.name === name).length > 1;
  const areAlike = new Map(counters.map(({ name }) => [name, alike(name)]));
  const moved: { from: string; to: string }[] = [];
  for (const counter of counters) {
    const id = newId();
    const name = freeName(counter, areAlike.get(counter.name) === true, names);
    names.add(name);
    await insertCounterRow(trx, {
      id,
      agency_id: successor.id,
      name,
      opened_on: onDay,
      closed_on: counter.closedOn,
      successor_counter_id: null,
      default_handling_agency_id: counter.defaultHandlingAgencyId === counter.agencyId ? successor.id : counter.defaultHandlingAgencyId,
      code: counter.code
    });
    await updateCounterEnd(trx, counter.id, addDays(onDay, -1), id);
    await insertCodeHandover(trx, { code: counter.code, fromDay: onDay, counterId: id });
    await handOverSurveys(trx, counter.id, id, onDay);
    moved.push({ from: counter.id, to: id });
  }
  return moved;
}

/** "Quầy 1" of three communes becomes "Quầy 1 (Xã A)", "Quầy 1 (Xã B)", "Quầy 1 (Xã C)". */
function freeName(counter: Counter, isAlike: boolean, names: ReadonlySet<string>): string {
  if (!isAlike && !names.has(counter.name)) return counter.name;
  const named = `${counter.name} (${counter.agencyName.vi})`;
  return names.has(named) ? `${named} ${counter.code}` : named;
}
