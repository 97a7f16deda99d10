/** One counter: what it received day by day, the surveys it runs and ran, its codes, and what may be changed of it. */
import { addDays, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { FEWEST_SLIPS } from '../../core/report/slip-coverage';
import { endOfDay } from '../../core/dossier/link-end';
import { CODE_LENGTH, readCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requirePlace } from '../auth/access';
import type { Db } from '../schema';
import { listCounterDays } from '../store/counter-activity';
import { listReplacedCodes } from '../store/counter-changes';
import type { Counter } from '../store/counters';
import { findCounterByCode, getCounter, listCountersBelow, listCountersOfCode } from '../store/counters';
import { countDossiersAt } from '../store/dossiers';
import type { CounterSurveyRow } from '../store/survey-counters';
import { listSurveysOfCounter } from '../store/survey-counters';
import { refreshCounterActivity } from './refresh-counter-activity';

const DAYS_SHOWN = 30;

export interface OpenedCounter {
  readonly counter: Counter;
  readonly successor: Pick<Counter, 'name' | 'code' | 'agencyName'> | null;
  readonly surveys: readonly CounterSurveyRow[];
  /** The last thirty days, the earliest first. */
  readonly days: readonly { readonly day: Day; readonly answers: number; readonly scans: number }[];
  /** Of those days, where the one-stop software registers dossiers here; `answered` null: so few that it would say who did. */
  readonly slips: { readonly registered: number; readonly answered: number | null } | null;
  readonly replacedCodes: readonly { readonly code: string; readonly closedAt: string }[];
  /** Open counters of the same agency that people can be sent to. */
  readonly others: readonly Pick<Counter, 'id' | 'name'>[];
  readonly mayWrite: boolean;
  readonly mayPrint: boolean;
  readonly today: Day;
}

/**
 * By any of its codes; `agencyCode` tells counters apart that had the same one after another, as where one was handed over. Throws
 * `counter-not-found`, `counter-code-mistyped` and what `requirePlace` throws.
 */
export async function openCounter(
  db: Db,
  asking: Asking,
  typed: string,
  now: Date,
  agencyCode: string | null = null
): Promise<OpenedCounter> {
  const today = localDay(now);
  const counter = await findOfficeCounter(db, typed, today, agencyCode);
  const user = requirePlace(asking, 'counter:read', { path: counter.agencyPath, name: counter.agencyName });
  await refreshCounterActivity(db, now);
  const first = addDays(today, 1 - DAYS_SHOWN);
  const counted = new Map((await listCounterDays(db, [counter.id], first, today)).map((row) => [row.day, row]));
  const siblings = (await listCountersBelow(db, counter.agencyPath, today)).filter(({ agencyId }) => agencyId === counter.agencyId);
  const successor = counter.successorCounterId === null ? null : await getCounter(db, counter.successorCounterId, today);
  return {
    counter,
    successor: successor && { name: successor.name, code: successor.code, agencyName: successor.agencyName },
    surveys: await listSurveysOfCounter(db, counter.id),
    days: Array.from({ length: DAYS_SHOWN }, (_, i) => {
      const day = addDays(first, i);
      return { day, answers: counted.get(day)?.answers ?? 0, scans: counted.get(day)?.scans ?? 0 };
    }),
    slips: await readSlips(db, counter.id, first),
    replacedCodes: await listReplacedCodes(db, counter.id),
    others: siblings.filter(({ id, closedOn }) => id !== counter.id && closedOn === null).map(({ id, name }) => ({ id, name })),
    // One that was handed over is history: its code is the other's now, and so would be what is changed by it.
    mayWrite: can(user, 'counter:write', counter.agencyPath) && successor?.code !== counter.code,
    mayPrint: can(user, 'counter:poster', counter.agencyPath),
    today
  };
}

async function readSlips(db: Db, counterId: string, first: Day): Promise<OpenedCounter['slips']> {
  const { registered, answered } = await countDossiersAt(db, counterId, endOfDay(addDays(first, -1)));
  if (registered === 0) return null;
  return { registered, answered: registered < FEWEST_SLIPS ? null : answered };
}

/** Closed ones too; of a code that was handed over, the counter that it leads to on the day, or that of the agency with this code. */
export async function findOfficeCounter(db: Db, typed: string, today: Day, agencyCode: string | null = null): Promise<Counter> {
  const read = readCounterCode(typed);
  if ('problem' in read) throw new Problem(read.problem, { code: typed.slice(0, 20), n: CODE_LENGTH });
  const led = agencyCode === null ? await findCounterByCode(db, read.code, today) : undefined;
  const counter = led ?? (await listCountersOfCode(db, read.code)).find((one) => agencyCode === null || one.agencyCode === agencyCode);
  if (!counter) throw new Problem('counter-not-found', { code: typed.slice(0, 20), n: CODE_LENGTH });
  return counter;
}
