/**
 * Which figures of a survey are withheld, for every place, named period and figure at once: so that a page, a file and a page
 * of another place or period never give together what each withholds. It depends on the counts of respondents alone.
 */
import type { Method } from '../method/method';
import type { Axis } from './axis';
import type { FigureCodes } from './figure-codes';
import type { PeriodAxis } from './period-axis';
import type { ReportPlaces } from './report-places';
import { COMPLEMENT, FEW, GIVEN, SHOWN, withhold } from './withhold';

/** Respondents by figure code (index of `FigureCodes`) at one counter in one month. */
export interface MonthCounts {
  readonly counterId: string;
  /** `2026-11` */
  readonly month: string;
  readonly counts: ArrayLike<number>;
}

export interface DisclosurePattern {
  /** Why a figure is withheld, or that it is shown or that nobody answered. `place`: index in the places. */
  markOf(code: number, place: number, period: string): CellMark;
  /** Whether an item may be split by level. */
  maySplit(item: number, place: number, period: string): boolean;
  /** Whether any figure of this code is withheld at the place in any named period. */
  anyWithheld(code: number, place: number): boolean;
}

export interface CellMark {
  readonly disclosure: 'shown' | 'none' | 'few' | 'complement' | 'near';
  /** Respondents; not for showing where the disclosure forbids it. */
  readonly respondents: number;
}

export type Limits = Pick<Method, 'minimumRespondents' | 'minimumForOptions'>;

/**
 * `surveys`: the counts of each survey that goes into the figure, one list a survey (a series has several). Where a figure over
 * several differs from one survey's own by 1–4 respondents it is withheld (`near`): both are there to be read. `isWithheld`: a reason of
 * the caller's to withhold a cell in which somebody answered; it gets the mark `near` too.
 */
export function disclosurePattern(
  codes: FigureCodes,
  places: ReportPlaces,
  periods: PeriodAxis,
  surveys: readonly (readonly MonthCounts[])[],
  limits: Limits,
  isWithheld: (code: number, place: number, period: string) => boolean = () => false
): DisclosurePattern {
  const axes = [codes.axis, places.axis, periods.axis];
  const [perPlace, perCode] = [periods.axis.size, places.axis.size * periods.axis.size];
  const size = codes.axis.size * perCode;
  const bySurvey = surveys.map((counts) => addUp(counts, codes, places, periods));
  const counts = new Int32Array(size);
  for (const one of bySurvey) for (let cell = 0; cell < size; cell++) counts[cell]! += one[cell]!;

  const { minimumRespondents: minimum, minimumForOptions } = limits;
  const differsByFew = (cell: number) =>
    bySurvey.length > 1 &&
    bySurvey.some((one) => {
      const rest = counts[cell]! - one[cell]!;
      return (rest > 0 && rest < minimum) || (rest > 0 && one[cell]! > 0 && one[cell]! < minimum);
    });
  const named = periods.named.map(({ code }) => code);
  const isGiven = (cell: number) =>
    counts[cell]! > 0 &&
    (differsByFew(cell) || isWithheld(Math.floor(cell / perCode), Math.floor((cell % perCode) / perPlace), named[cell % perPlace]!));
  const everyCode = Array.from({ length: codes.axis.size }, (_, code) => code * perCode);
  const marks = withhold(
    { axes, counts },
    {
      minimum,
      together: 2 * minimum,
      given: isGiven,
      // A page whose overall figure or number of forms is withheld shows nothing.
      follow: (cell) => {
        const code = Math.floor(cell / perCode);
        const followers =
          code === codes.forms || code === codes.overall ? everyCode : codes.followersOf(code).map((follower) => follower * perCode);
        return followers.map((first) => first + (cell % perCode));
      }
    }
  );

  // A split by level needs more respondents than a figure, and is found by subtraction just as well.
  const firstItem = Math.min(...codes.items.values()) * perCode;
  const itemCells = codes.items.size * perCode;
  const splits = withhold(
    { axes: [flat(codes.items.size), places.axis, periods.axis], counts: counts.subarray(firstItem, firstItem + itemCells) },
    { minimum: minimumForOptions, together: minimumForOptions, given: (cell) => marks[firstItem + cell] !== SHOWN }
  );

  const cellOf = (code: number, place: number, period: number) => code * perCode + place * perPlace + period;
  return {
    markOf(code, place, period) {
      const node = periods.nodeOf(period);
      if (node === undefined) return { disclosure: 'none', respondents: 0 };
      const cell = cellOf(code, place, node);
      return { disclosure: counts[cell] === 0 ? 'none' : DISCLOSURES[marks[cell]!]!, respondents: counts[cell]! };
    },
    maySplit(item, place, period) {
      const node = periods.nodeOf(period);
      return node !== undefined && splits[cellOf(item, place, node) - firstItem] === SHOWN;
    },
    anyWithheld(code, place) {
      const first = cellOf(code, place, 0);
      return marks.subarray(first, first + perPlace).some((mark) => mark !== SHOWN);
    }
  };
}

const DISCLOSURES: Readonly<Record<number, CellMark['disclosure']>> = {
  [SHOWN]: 'shown',
  [FEW]: 'few',
  [COMPLEMENT]: 'complement',
  [GIVEN]: 'near'
} as const satisfies Record<number, CellMark['disclosure']>;

/** Months at counters, added up to every place and named period. */
function addUp(counts: readonly MonthCounts[], codes: FigureCodes, places: ReportPlaces, periods: PeriodAxis): Int32Array {
  const perPlace = periods.axis.size;
  const perCode = places.axis.size * perPlace;
  const sums = new Int32Array(codes.axis.size * perCode);
  for (const { counterId, month, counts: added } of counts)
    for (const place of upFrom(places.indexOf(counterId), places.axis))
      for (const period of upFrom(periods.nodeOf(month), periods.axis)) {
        const first = place * perPlace + period;
        for (let code = 0; code < codes.axis.size; code++) sums[code * perCode + first]! += added[code]!;
      }
  return sums;
}

/** A node and every total above it. */
function upFrom(node: number | undefined, axis: Axis): readonly number[] {
  const nodes: number[] = [];
  for (let at = node ?? -1; at !== -1; at = axis.parent[at]!) nodes.push(at);
  return nodes;
}

function flat(size: number) {
  return { size, parent: Array.from({ length: size }, () => -1), children: Array.from({ length: size }, () => []) };
}
