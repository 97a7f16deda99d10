/** Made-up forms that an officer fills in for citizens, in several ways; each scheme says what one month of it looks like. */
import type { Random } from '../../../bench/coverage/generator';
import type { Day } from '../../../src/lib/core/calendar/day';
import { weekday } from '../../../src/lib/core/calendar/day';
import type { Span } from '../../../src/lib/core/calendar/period';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { drawBetween, drawNormal, drawWhole } from './chance';
import { fillIn } from './form';
import { ITEMS, listDays } from './honest-counter';

export interface Scheme {
  /** Forms in the month, on so many days. */
  readonly forms: readonly [least: number, most: number];
  readonly days: readonly [least: number, most: number];
  readonly when: 'after-closing' | 'office' | 'evening';
  /** Seconds between two forms of a day. */
  readonly gap: readonly [least: number, most: number];
  readonly secondsPerItem: readonly [least: number, most: number];
  readonly answers: 'fives' | 'fours-and-fives' | 'lows';
  /** Devices used in turn; 0: a new one, or a cleared browser, each time; 'either': one, or in three of ten months a new one each time. */
  readonly devices: number | 'either';
  /** Also in the months before: in each the same, or the fuller the later. */
  readonly before?: 'same' | 'growing';
}

const BURST = { forms: [8, 25], days: [2, 4], when: 'after-closing', gap: [20, 100], secondsPerItem: [0.8, 2.2] } as const;

/** The first is the one that the product's requirement names. */
export const SCHEMES = {
  'bursts of fives after closing': { ...BURST, answers: 'fives', devices: 'either' },
  'the same, a new device each time': { ...BURST, answers: 'fives', devices: 0 },
  'the same, four devices in turn': { ...BURST, answers: 'fives', devices: 4 },
  'the same, fours and fives, slower': { ...BURST, secondsPerItem: [2, 4], answers: 'fours-and-fives', devices: 'either' },
  'the same, every month before too': { ...BURST, answers: 'fives', devices: 'either', before: 'same' },
  'the same, slowly grown': { ...BURST, answers: 'fives', devices: 'either', before: 'growing' },
  'bursts of fives in office hours': { ...BURST, when: 'office', answers: 'fives', devices: 'either' },
  'one a day in office hours, one device': {
    forms: [12, 20],
    days: [12, 20],
    when: 'office',
    gap: [60, 600],
    secondsPerItem: [0.8, 2.2],
    answers: 'fives',
    devices: 1
  },
  'lows for a rival, evenings, one device': {
    forms: [8, 15],
    days: [2, 5],
    when: 'evening',
    gap: [60, 400],
    secondsPerItem: [0.8, 3],
    answers: 'lows',
    devices: 1
  },
  'in office hours, unhurried, new devices, mixed': {
    forms: [10, 25],
    days: [8, 15],
    when: 'office',
    gap: [600, 3600],
    secondsPerItem: [3, 6],
    answers: 'fours-and-fives',
    devices: 0
  }
} as const satisfies Readonly<Record<string, Scheme>>;

export type SchemeName = keyof typeof SCHEMES;

/** `part`: of a full month's forms, 0–1. */
export function stuffMonth(random: Random, counterId: string, month: Span, scheme: Scheme, part = 1): readonly QualityResponse[] {
  const working = listDays(month).filter((day) => weekday(day) < 5);
  const forms = Math.max(1, Math.round(part * drawWhole(random, ...scheme.forms)));
  const days = drawDays(random, working, Math.min(forms, drawWhole(random, ...scheme.days)));
  const own = scheme.devices === 'either' ? (random() < 0.7 ? 1 : 0) : scheme.devices;
  const minutes = days.map(() => drawStart(random, scheme.when));
  return Array.from({ length: forms }, (_, at) => {
    const on = at % days.length;
    const minute = minutes[on]!;
    minutes[on] = minute + drawBetween(random, ...scheme.gap) / 60;
    return fillIn(`${counterId} stuffed ${days[on]!} ${at}`, {
      counterId,
      day: days[on]!,
      minute: Math.min(1439, minute),
      msPerItem: 1000 * drawBetween(random, ...scheme.secondsPerItem),
      levels: Array.from({ length: ITEMS }, () => drawLevel(random, scheme.answers, at)),
      device: own === 0 ? (random() < 0.5 ? null : `${counterId} new ${random()}`) : `${counterId} officer ${at % own}`
    });
  });
}

function drawStart(random: Random, when: Scheme['when']): number {
  if (when === 'office') return random() < 0.6 ? drawBetween(random, 450, 650) : drawBetween(random, 800, 1000);
  return when === 'evening' ? drawBetween(random, 1140, 1320) : 1055 + Math.abs(45 * drawNormal(random));
}

function drawLevel(random: Random, answers: Scheme['answers'], form: number): number {
  if (answers === 'fives') return 5;
  if (answers === 'lows') return random() < 0.7 ? 1 : 2;
  return random() < 0.3 + 0.1 * (form % 5) ? 5 : 4;
}

function drawDays(random: Random, days: readonly Day[], count: number): readonly Day[] {
  const left = [...days];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
