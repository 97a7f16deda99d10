/**
 * Why a form is looked at (docs/methods.md, "Quality of answers"): codes and numbers, for texts made elsewhere. A mark is a signal where
 * few of the counter's own forms are as strange in it: a regular's phone is none where regulars are usual. A straight line is common
 * among content people and always a weak signal.
 */
import type { ExpectedKinds } from './expected-kinds';
import { HOUR_CLASSES } from './hour-class';
import type { HourClass } from './hour-class';
import type { JudgedHour } from './judge-hours';
import { LEVELS } from './kinds';
import type { Mark } from './kinds';
import type { MarkedResponse } from './mark-responses';
import type { QualityResponse, QualitySettings } from './quality-response';

export const SIGNALS = ['outside-hours', 'too-fast', 'device-many', 'burst', 'comment-repeated', 'straight-line'] as const;
export type SignalCode = (typeof SIGNALS)[number];

/** Signs of when a form came, which many a citizen's form has: from home in the evening, or out of a dead spot of the network. */
const OF_TIME: readonly SignalCode[] = ['outside-hours', 'burst'];

/**
 * Signs that are worth acting upon without more: two of how a form was filled in, one of them not of its time. What people answered is
 * not one of them.
 */
export function standTogether(codes: readonly SignalCode[]): boolean {
  const signs = codes.filter((code) => code !== 'straight-line');
  return signs.length >= 2 && signs.some((code) => !OF_TIME.includes(code));
}

/** Where more of a counter's own forms are as strange, it is no signal. */
const RARE = 0.1;
/** A chance of one hour's count that makes its forms a burst. */
const BURST = 1e-3;

interface Strangeness {
  /** Of the counter's own forms, the share to be expected at least as strange in this, 0–1. */
  readonly share: number;
  readonly weak: boolean;
}

export type Signal = Strangeness &
  (
    | { readonly code: 'outside-hours'; readonly hours: HourClass }
    | { readonly code: 'too-fast'; readonly msPerItem: number }
    /** Forms of the device at the counter in the month. */
    | { readonly code: 'device-many'; readonly forms: number }
    /** Other forms within five minutes; forms of the clock hour, and how many it lets expect. */
    | { readonly code: 'burst'; readonly neighbours: number; readonly hourForms: number; readonly hourExpected: number }
    /** Forms with the comment at the counter in the month. */
    | { readonly code: 'comment-repeated'; readonly forms: number }
    /** Whoever decides about forms reads this: which level it was is not theirs to know. */
    | { readonly code: 'straight-line'; readonly items: number }
  );

export interface JudgedResponse {
  readonly response: QualityResponse;
  readonly signals: readonly Signal[];
  /** Among the oddest of the counter's month, to be looked at. */
  readonly odd: boolean;
}

/** `kind`: the form's; `hour`: the clock hour in which it came. */
export function signalsOf(
  { response, hours, deviceForms, companyForms, commentForms }: MarkedResponse,
  kind: number,
  hour: JudgedHour,
  atLeast: ExpectedKinds['atLeast'],
  { lineItems }: QualitySettings
): readonly Signal[] {
  const shareOf = (mark: Mark) => atLeast[mark][LEVELS[mark][kind]!]!;
  const isRare = (mark: Mark) => LEVELS[mark][kind]! > 0 && shareOf(mark) <= RARE;
  const of = (mark: Mark): Strangeness => ({ share: shareOf(mark), weak: false });
  const { levels } = response;
  const [level] = levels;
  const signals: Signal[] = [];
  if (isRare('hours')) signals.push({ code: 'outside-hours', ...of('hours'), hours: HOUR_CLASSES[hours]! });
  if (isRare('pace')) signals.push({ code: 'too-fast', ...of('pace'), msPerItem: response.durationMs! / response.answered });
  if (isRare('device')) signals.push({ code: 'device-many', ...of('device'), forms: deviceForms });
  if (isRare('company') || hour.p <= BURST)
    signals.push({ code: 'burst', ...of('company'), neighbours: companyForms, hourForms: hour.forms, hourExpected: hour.expected });
  if (isRare('comment')) signals.push({ code: 'comment-repeated', ...of('comment'), forms: commentForms });
  if (level !== undefined && levels.length >= lineItems && levels.every((other) => other === level))
    signals.push({ code: 'straight-line', ...of('answers'), weak: true, items: levels.length });
  return signals;
}
