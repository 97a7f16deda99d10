/** How large each thing on an A4, A5 or A6 poster is when names are short: type in points, lengths in millimetres. */
export type Sheet = 'a4' | 'a5' | 'a6';

export interface PosterSizes {
  /** Of lengths against A5. */
  readonly scale: number;
  readonly margin: number;
  readonly mostQr: number;
  /** What long names should leave it before they are as small as names get by themselves. */
  readonly goodQr: number;
  readonly province: number;
  readonly agency: number;
  readonly question: number;
  /** The question in English. */
  readonly questionEn: number;
  readonly scan: number;
  readonly paper: number;
  readonly open: number;
  readonly code: number;
  readonly notForYou: number;
  readonly pressure: number;
  /** Everything else in English. */
  readonly english: number;
  readonly counter: number;
  readonly printedOn: number;
}

export const POSTER_SIZES: Readonly<Record<Sheet, PosterSizes>> = {
  a4: {
    scale: 1.35,
    margin: 16,
    mostQr: 112,
    goodQr: 100,
    province: 13.5,
    agency: 18,
    question: 41,
    questionEn: 16,
    scan: 21,
    paper: 15.5,
    open: 15.5,
    code: 30,
    notForYou: 20,
    pressure: 13.5,
    english: 12,
    counter: 15,
    printedOn: 10.5
  },
  a5: {
    scale: 1,
    margin: 11,
    mostQr: 74,
    goodQr: 56,
    province: 10,
    agency: 13,
    question: 30,
    questionEn: 12,
    scan: 15,
    paper: 11.5,
    open: 11.5,
    code: 23,
    notForYou: 15,
    pressure: 10,
    english: 9.5,
    counter: 11,
    printedOn: 8.5
  },
  a6: {
    scale: 0.72,
    margin: 8,
    mostQr: 52,
    goodQr: 40,
    province: 7.5,
    agency: 9.5,
    question: 21,
    questionEn: 9,
    scan: 10.5,
    paper: 8.5,
    open: 8.5,
    code: 16,
    notForYou: 11,
    pressure: 7.5,
    english: 7,
    counter: 8.5,
    printedOn: 6.5
  }
};

/** Steps in which names alone shrink; they alone can be long. */
export const STEPS_OF_NAMES = 4;

/** Names shrink first and further; the rest follows where that is not enough. */
export function shrunk(sizes: PosterSizes, step: number): PosterSizes {
  const names = 0.95 ** step;
  const rest = 0.965 ** Math.max(0, step - STEPS_OF_NAMES);
  return {
    ...sizes,
    province: sizes.province * names,
    agency: sizes.agency * names,
    question: sizes.question * rest,
    questionEn: sizes.questionEn * rest,
    scan: sizes.scan * rest,
    paper: sizes.paper * rest,
    open: sizes.open * rest,
    code: sizes.code * rest,
    notForYou: sizes.notForYou * rest,
    pressure: sizes.pressure * rest,
    english: sizes.english * rest,
    counter: sizes.counter * names,
    printedOn: sizes.printedOn * rest
  };
}
