/**
 * What becomes of each sampled unit, by its serial number: by which way it answers and what, or why it does not. Known to the test before
 * anything is sent, so that what the desk says can be counted beforehand.
 */
import { makeAnswers, seededRandom } from '../../../scripts/demo-answers';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { keyedText } from '../../../src/lib/core/fieldwork/keyed-cells';
import { isShown, valuesOf } from '../../../src/lib/core/response/read-form';
import type { Answer } from '../../../src/lib/core/response/response';

/** `silent`: no letter was answered and nobody came; `hesitant`: a try that ended in nothing final. */
export type Way = 'web' | 'visit' | 'paper' | 'refused' | 'away' | 'unknown' | 'no-transaction' | 'hesitant' | 'silent';

/** Of 25 units in a row, spread so that each commune has some of each. */
const WAYS: readonly Way[] = [
  ...Array<Way>(5).fill('web'),
  ...Array<Way>(12).fill('visit'),
  ...Array<Way>(3).fill('paper'),
  ...(['refused', 'away', 'unknown', 'no-transaction', 'hesitant'] as const)
];
const SPREAD = 11;
/** One in so many leaves a third of the form empty. */
const PARTIAL_EVERY = 41;
const PARTIAL_SHARE = 0.65;

export function wayOf(serial: number): Way {
  const way = WAYS[(serial * SPREAD) % WAYS.length]!;
  return way === 'hesitant' && serial % 2 === 0 ? 'silent' : way;
}

export const answers = (serial: number): boolean => ['web', 'visit', 'paper'].includes(wayOf(serial));

const ITEMS = itemsOf(SIPAS_2017);
const mood = (serial: number) => Math.sin(serial / 40) / 2;

/** In the form's order. Of a reserve too: it takes the place of one who did not answer, and answers. */
export function answersOf(serial: number): readonly Answer[] {
  const whole = makeAnswers(SIPAS_2017, mood(serial), seededRandom(serial));
  if (serial % PARTIAL_EVERY > 0) return whole;
  const shown = whole.map((_, i) => isShown(ITEMS, whole, ITEMS[i]!.showWhen));
  const last = shown.reduce((at, is, i) => (is && shown.slice(0, i + 1).filter(Boolean).length <= PARTIAL_SHARE * shown.filter(Boolean).length ? i : at), 0); // prettier-ignore
  return whole.map((answer, i) => (i <= last ? answer : null));
}

/** As a browser would send them. */
export const entriesOf = (given: readonly Answer[]): readonly (readonly [name: string, value: string])[] =>
  ITEMS.flatMap((item, i) => valuesOf(item, given[i] ?? null).map((value) => [item.code, value] as const));

/** As somebody keys them from paper. */
export const cellsOf = (given: readonly Answer[]): Record<string, string> =>
  Object.fromEntries(ITEMS.map((item, i) => [item.code, keyedText(SIPAS_2017, item, valuesOf(item, given[i] ?? null))]));

/** AAPOR's complete interview: four fifths of what was to be answered; else a partial one, as long as half was. */
export function isComplete(given: readonly Answer[]): boolean {
  const asked = ITEMS.map((item, i) => ({ is: isShown(ITEMS, given, item.showWhen), answer: given[i] ?? null })).filter(({ is }) => is);
  const share = asked.filter(({ answer }) => answer !== null).length / asked.length;
  if (share < 0.5) throw new Error('a break-off was not meant');
  return share >= 0.8;
}
