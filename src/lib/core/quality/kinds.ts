/**
 * A form's kind (docs/methods.md, "Quality of answers"): six marks, each with levels from ordinary (0) to strange, in one number. Kinds
 * are what is counted in a counter's history and what this month's forms are compared with.
 */

/** By mark, its levels. Pace is kept finer in a history (pace.ts). */
export const MARKS = ['hours', 'pace', 'device', 'company', 'comment', 'answers'] as const;
export type Mark = (typeof MARKS)[number];

const MARK_LEVELS: Readonly<Record<Mark, number>> = { hours: 5, pace: 3, device: 4, company: 4, comment: 2, answers: 2 };
export const KINDS = MARKS.reduce((product, mark) => product * MARK_LEVELS[mark], 1);

/** By mark, what one level more adds to a kind; the last mark runs fastest. */
export const MARK_STRIDES = stridesOf();

/** The levels of a form's marks, all but its pace's. */
export type MarkLevels = Readonly<Record<Exclude<Mark, 'pace'>, number>>;

export function kindOf(levels: MarkLevels, pace: number): number {
  const { hours, device, company, comment, answers } = MARK_STRIDES;
  return (
    hours * levels.hours +
    MARK_STRIDES.pace * pace +
    device * levels.device +
    company * levels.company +
    comment * levels.comment +
    answers * levels.answers
  );
}

/** By mark, the level of every kind; a heap is hour and company together (hours × 4 + company). */
export const LEVELS = levelsOfKinds();

/** Forms of one device in a month, from which on it is no family's (mark-responses.ts). */
const MANY_OF_DEVICE = 2;

/**
 * Strange in two marks of how it was filled in, not in their time alone: forms from a dead spot of the network arrive together, whenever
 * it ends. One level throughout is a second mark only where no single citizen can be meant: of forms that came together outside office
 * hours, and of many from one device. Who is furious, or content, at home in the evening or in a hurry is a citizen.
 */
export function isTwiceMarked(kind: number): boolean {
  const level = (mark: Mark): number => LEVELS[mark][kind]!;
  const ofFilling = (['pace', 'device', 'comment'] as const).filter((mark) => level(mark) > 0).length;
  const [hours, company] = [level('hours') > 0, level('company') > 0];
  return (
    ofFilling >= 2 ||
    (ofFilling === 1 && (hours || company)) ||
    (level('answers') > 0 && ((hours && company) || level('device') >= MANY_OF_DEVICE))
  );
}

/** Counts by level of one mark, or by heap. */
export function marginOf(counts: ArrayLike<number>, mark: Mark | 'heap'): Float64Array {
  const margin = new Float64Array(mark === 'heap' ? MARK_LEVELS.hours * MARK_LEVELS.company : MARK_LEVELS[mark]);
  const levels = LEVELS[mark];
  for (let kind = 0; kind < KINDS; kind++) margin[levels[kind]!]! += counts[kind]!;
  return margin;
}

function levelsOfKinds(): Readonly<Record<Mark | 'heap', Uint8Array>> {
  const levelOf = (kind: number, mark: Mark) => Math.floor(kind / MARK_STRIDES[mark]) % MARK_LEVELS[mark];
  const levels = (of: (kind: number) => number) => Uint8Array.from({ length: KINDS }, (_, kind) => of(kind));
  const ofMarks = Object.fromEntries(MARKS.map((mark) => [mark, levels((kind) => levelOf(kind, mark))])) as Record<Mark, Uint8Array>;
  return { ...ofMarks, heap: levels((kind) => levelOf(kind, 'hours') * MARK_LEVELS.company + levelOf(kind, 'company')) };
}

function stridesOf(): Readonly<Record<Mark, number>> {
  let stride = 1;
  return Object.fromEntries(
    MARKS.toReversed().map((mark) => {
      const own = stride;
      stride *= MARK_LEVELS[mark];
      return [mark, own];
    })
  ) as Record<Mark, number>;
}
