/** Words and addresses of counters' pages. */
import type { Column } from '../list/listed';
import { m } from '../../paraglide/messages.js';

export const COUNTERS = '/admin/counters';

/** `closedAt`: the code of the agency where a closed counter was; its own may have gone on to another one. */
export function counterPath(code: string, closedAt?: string): string {
  return `${COUNTERS}/${encodeURIComponent(code)}${closedAt === undefined ? '' : `?agency=${encodeURIComponent(closedAt)}`}`;
}

export type CounterStateWord = 'running' | 'quiet' | 'unused' | 'idle' | 'closed' | 'coming';

const STATES: Readonly<Record<CounterStateWord | 'scanned', () => string>> = {
  running: m.counter_state_running,
  quiet: m.counter_state_quiet,
  unused: m.counter_state_unused,
  idle: m.counter_state_idle,
  scanned: m.counter_state_scanned,
  closed: m.counter_state_closed,
  coming: m.counter_state_coming
};

export function stateWord(state: CounterStateWord | 'scanned'): string {
  return STATES[state]();
}

/** The look of a state's tag; quiet has a sign beside its colour. */
export function stateTag(state: CounterStateWord): { readonly look: string; readonly text: string } {
  if (state === 'quiet') return { look: 'alarm', text: `▲ ${stateWord(state)}` };
  return { look: state === 'running' ? 'fine' : 'plain', text: stateWord(state) };
}

export const counterColumns = (): readonly Column[] => [
  { label: m.counter_name(), sort: 'name' },
  { label: m.counter_agency(), sort: 'agency' },
  { label: m.counter_code() },
  { label: m.counter_state() },
  { label: m.counter_week7() },
  { label: m.counter_today(), sort: 'today', number: true },
  { label: m.counter_week(), sort: 'week', number: true },
  { label: m.counter_month(), sort: 'month', number: true },
  { label: m.counter_scans(), sort: 'scans', number: true },
  { label: m.counter_last(), sort: 'last', number: true }
];
