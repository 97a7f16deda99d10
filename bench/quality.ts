/**
 * How often a counter's month is flagged, by simulation: honest counters with all their habits, and one officer who fills in for
 * citizens in several ways (test/support/quality says how). The first table is what citizens' months are taken for, the second what
 * an officer's are.
 */
import type { CounterMonth } from '../src/lib/core/quality/judge-counter-month';
import { drawHistory, judgeLastMonth, stuffFirst } from '../test/support/quality/history';
import type { Habit } from '../test/support/quality/honest-counter';
import { HABITS } from '../test/support/quality/honest-counter';
import type { SchemeName } from '../test/support/quality/stuffing';
import { SCHEMES } from '../test/support/quality/stuffing';
import type { Rows } from './coverage/table';
import { markdownTable, textTable } from './coverage/table';

const SEED = 20261127;
const HISTORIES = 400;
const MONTHS_BEFORE = [6, 2, 0] as const;
const OTHERS: readonly Habit[] = ['plain', 'weak-network', 'plain', 'tablet', 'plain', 'volunteer', 'plain'];
const NAMES = Object.keys(SCHEMES) as readonly SchemeName[];

/** Of one length of history. */
interface Outcome {
  readonly honest: Readonly<Record<Habit, Counted>>;
  readonly stuffed: Readonly<Record<SchemeName, Counted & { forms: number; listed: number }>>;
}

interface Counted {
  months: number;
  flagged: number;
}

export function benchQuality({ markdown = false, seed = SEED }: { readonly markdown?: boolean; readonly seed?: number } = {}): void {
  const started = performance.now();
  const outcomes = MONTHS_BEFORE.map((monthsBefore) => simulate(monthsBefore, seed));
  const table = markdown ? markdownTable : textTable;
  const tables = [table(honestRows(outcomes), 1), table(stuffedRows(outcomes), 1)];
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log([...tables, `Seed ${seed}, ${HISTORIES} histories a column.`, ...(markdown ? [] : [`${seconds} seconds.`])].join('\n\n'));
}

function simulate(monthsBefore: number, seed: number): Outcome {
  const honest = Object.fromEntries(HABITS.map((habit) => [habit, { months: 0, flagged: 0 }])) as Outcome['honest'];
  const stuffed = Object.fromEntries(NAMES.map((name) => [name, { months: 0, flagged: 0, forms: 0, listed: 0 }])) as Outcome['stuffed'];
  for (let h = 0; h < HISTORIES; h++) {
    const habits = [HABITS[h % HABITS.length]!, ...OTHERS];
    const own = seed + h;
    const history = drawHistory(own, { habits, monthsBefore, scheme: null });
    judgeLastMonth(history).forEach((month, at) => count(honest[habits[at]!], month));
    for (const name of NAMES) {
      const [month] = judgeLastMonth(stuffFirst(history, own, SCHEMES[name]), ['q1']);
      const forms = month!.judged.filter(({ response }) => response.id.includes('stuffed'));
      count(stuffed[name], month!);
      stuffed[name].forms += forms.length;
      stuffed[name].listed += forms.filter(({ odd }) => odd).length;
    }
  }
  return { honest, stuffed };
}

function count(counted: Counted, { flagged }: CounterMonth): void {
  counted.months++;
  if (flagged) counted.flagged++;
}

const HEAD = MONTHS_BEFORE.map((months) => (months === 0 ? 'no history' : `${months} months before`));
const perCent = (part: number, of: number): string => ((100 * part) / of).toFixed(1);
const shareOf = ({ flagged, months }: Counted): string => perCent(flagged, months);

function honestRows(outcomes: readonly Outcome[]): Rows {
  const all = ({ honest }: Outcome): Counted => ({
    months: HABITS.reduce((sum, habit) => sum + honest[habit].months, 0),
    flagged: HABITS.reduce((sum, habit) => sum + honest[habit].flagged, 0)
  });
  return [
    ['Honest counters, % of months flagged', 'months', ...HEAD],
    ['all', String(all(outcomes[0]!).months), ...outcomes.map((outcome) => shareOf(all(outcome)))],
    ...HABITS.map((habit) => [habit, String(outcomes[0]!.honest[habit].months), ...outcomes.map(({ honest }) => shareOf(honest[habit]))])
  ];
}

function stuffedRows(outcomes: readonly Outcome[]): Rows {
  return [
    ['One officer, % of months flagged', ...HEAD, 'of its forms listed, %'],
    ...NAMES.map((name) => [
      name,
      ...outcomes.map(({ stuffed }) => shareOf(stuffed[name])),
      perCent(outcomes[0]!.stuffed[name].listed, outcomes[0]!.stuffed[name].forms)
    ])
  ];
}
