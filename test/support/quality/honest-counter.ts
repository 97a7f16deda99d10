/**
 * A made-up counter at which only citizens answer, in ways that look odd and are not: busy mornings and Mondays, lunch, holidays, a
 * campaign, growth, families on one phone, regulars, evenings at home, days on which everything fails. Some counters lie where the
 * network is weak, so that forms arrive in heaps; some have one tablet for all; at some a volunteer lends a phone.
 */
import type { Random } from '../../../bench/coverage/generator';
import { drawGamma } from '../../../bench/coverage/generator';
import type { Day } from '../../../src/lib/core/calendar/day';
import { addDays, weekday } from '../../../src/lib/core/calendar/day';
import type { Span } from '../../../src/lib/core/calendar/period';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { drawBetween, drawFactor, drawNormal, drawPoisson, drawWhole, pick } from './chance';
import { fillIn } from './form';

export const ITEMS = 22;
export const HABITS = ['plain', 'weak-network', 'tablet', 'volunteer'] as const;
export type Habit = (typeof HABITS)[number];

export interface HonestCounter {
  readonly id: string;
  readonly habit: Habit;
  /** Forms on a usual working day. */
  readonly rate: number;
  /** Growth a day, as a factor less 1. */
  readonly growth: number;
  /** Shares of forms: sent from home in the evening; all fives. */
  readonly evening: number;
  readonly allTop: number;
  readonly msPerItem: number;
}

export function drawCounter(random: Random, id: string, habit: Habit): HonestCounter {
  return {
    id,
    habit,
    rate: Math.exp(Math.log(4.5) + 0.6 * drawNormal(random)),
    growth: drawBetween(random, -0.002, 0.004),
    evening: 0.05 * drawFactor(random, 2),
    allTop: drawBetween(random, 0.12, 0.4),
    msPerItem: 4_500 * Math.exp(0.2 * drawNormal(random))
  };
}

/** Factor of a working day by weekday: Mondays are busy, on Saturdays only the morning. */
const WEEK = [1.35, 1, 0.95, 0.9, 0.95, 0.3, 0];
/** What many write. */
export const COMMON_COMMENTS = ['tot', 'khong co y kien', 'cam on'];

/** `begin`: day 0 of the growth. */
export function drawHonestMonth(random: Random, counter: HonestCounter, days: Span, begin: Day): readonly QualityResponse[] {
  const forms: QualityResponse[] = [];
  const month = new Month(random, counter, forms);
  const calendar = listDays(days);
  const campaign = random() < 0.3 ? pick(random, calendar) : null;
  const failing = random() < 0.25 ? pick(random, calendar) : null;
  const holidays = new Set(Array.from({ length: drawWhole(random, 0, 2) }, () => pick(random, calendar)));
  for (const day of calendar) {
    if (holidays.has(day)) continue;
    const growth = Math.max(0.3, 1 + counter.growth * ((Date.parse(day) - Date.parse(begin)) / 86_400_000));
    const mean = counter.rate * growth * WEEK[weekday(day)]! * drawFactor(random, 4) * (day === campaign ? 3.5 : 1);
    month.fillDay(day, drawPoisson(random, mean), day === failing);
    if (counter.habit === 'weak-network' && random() < 0.15) month.fillHeap(day);
  }
  return forms;
}

export function listDays({ from, to }: Span): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Draws the forms of a month into a list. */
class Month {
  #forms = 0;
  #phones = 0;

  constructor(
    readonly random: Random,
    readonly counter: HonestCounter,
    readonly forms: QualityResponse[]
  ) {}

  fillDay(day: Day, count: number, failing: boolean): void {
    const { random, counter } = this;
    const saturday = weekday(day) === 5;
    const mood = 0.25 * drawNormal(random) - (failing ? 1.5 : 0);
    const lends = counter.habit === 'volunteer' && random() < 0.35;
    for (let one = 0; one < count; one++) {
      const evening = random() < counter.evening;
      // From home also at the weekend.
      const at = evening ? addDays(day, random() < 0.2 && day.slice(8) < '27' ? 1 : 0) : day;
      const minute = evening ? drawEvening(random) : drawOfficeMinute(random, saturday);
      const device = evening ? this.#newDevice() : this.#deviceAtCounter(lends);
      this.#add(at, minute, device, mood);
      if (random() < 0.05)
        for (let more = drawWhole(random, 1, 2); more > 0; more--) this.#add(at, minute + drawBetween(random, 1, 12), device, mood);
    }
  }

  /** Forms that waited for the network and arrive together. */
  fillHeap(day: Day): void {
    const { random } = this;
    const minute = random() < 0.5 ? drawEvening(random) : drawOfficeMinute(random, weekday(day) === 5);
    for (let left = 2 + drawPoisson(random, 2); left > 0; left--)
      this.#add(day, minute + 2 * random(), this.#newDevice(), 0, 8 + 100 * random());
  }

  #add(day: Day, minute: number, device: string | null, mood: number, waited = 1): void {
    const { random, counter } = this;
    const levels = drawLevels(random, counter.allTop, mood);
    const quick = levels === ALL_FIVES || levels === ALL_FOURS ? 0.7 : 1;
    this.forms.push(
      fillIn(`${counter.id} ${day} ${this.#forms++}`, {
        counterId: counter.id,
        day,
        minute: Math.min(1439, minute),
        msPerItem: counter.msPerItem * quick * waited * Math.exp(0.5 * drawNormal(random)),
        levels,
        device,
        comment: random() < 0.06 ? (random() < 0.4 ? pick(random, COMMON_COMMENTS) : `words ${this.#forms}`) : null
      })
    );
  }

  #deviceAtCounter(lends: boolean): string | null {
    const { random, counter } = this;
    if (counter.habit === 'tablet' && random() < 0.9) return `${counter.id} tablet`;
    if (lends && random() < 0.5) return `${counter.id} volunteer`;
    if (random() < 0.04) return `${counter.id} regular ${drawWhole(random, 1, 6)}`;
    return this.#newDevice();
  }

  #newDevice(): string | null {
    return this.random() < 0.1 ? null : `${this.counter.id} phone ${this.#phones++}`;
  }
}

const drawEvening = (random: Random): number => Math.min(1410, 17.6 * 60 + 80 * drawGamma(1.5, random));

function drawOfficeMinute(random: Random, morningOnly: boolean): number {
  // Some answer at lunch or when the doors have closed.
  if (random() < 0.06) return random() < 0.6 ? drawBetween(random, 690, 780) : drawBetween(random, 1050, 1110);
  const morning = morningOnly || random() < 0.62;
  for (;;) {
    const minute = morning ? 545 + 55 * drawNormal(random) : 880 + 50 * drawNormal(random);
    if (morning ? minute >= 420 && minute < 690 : minute >= 780 && minute < 1050) return minute;
  }
}

const ALL_FIVES: readonly number[] = Array<number>(ITEMS).fill(5);
const ALL_FOURS: readonly number[] = Array<number>(ITEMS).fill(4);

/** Most people are content, some tick one column, a few are furious. */
function drawLevels(random: Random, allTop: number, mood: number): readonly number[] {
  const style = random();
  if (style < allTop * Math.exp(0.8 * mood)) return ALL_FIVES;
  if (style > 0.9 && mood > -1) return ALL_FOURS;
  if (random() < 0.012 * Math.exp(-1.5 * mood)) return Array.from({ length: ITEMS }, () => (random() < 0.8 ? 1 : 2));
  const person = mood + 0.75 * drawNormal(random);
  const levels: number[] = [];
  while (levels.length < ITEMS) {
    const felt = person + 2.25 * (random() - 0.5);
    levels.push(1 + (felt > -2.4 ? 1 : 0) + (felt > -1.7 ? 1 : 0) + (felt > -0.95 ? 1 : 0) + (felt > 0.55 ? 1 : 0));
  }
  return levels;
}
