/** What hangs at a counter: whose it is, where its QR code leads, and the code in letters for people who cannot scan. */
import type { Day } from '../calendar/day';
import type { LocalizedText } from '../questionnaire/questionnaire';

/** Dark modules as an SVG path in a square of `size` units, quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

export interface Poster {
  readonly code: string;
  /** In two groups (`formatCounterCode`). */
  readonly printedCode: string;
  readonly counterName: string;
  readonly agencyCode: string;
  readonly agencyName: LocalizedText;
  /** The province it lies in; undefined: it is the province itself. */
  readonly provinceName: LocalizedText | undefined;
  /** The link's address without scheme and path: what people type who cannot scan. */
  readonly shortUrl: string;
  readonly qr: QrDrawing;
  /** How long the counter's questionnaire takes; undefined: none has been chosen yet. */
  readonly minutes: number | undefined;
  /** Whom to call who is pressed or watched while answering; undefined: no number is set. */
  readonly hotline: string | undefined;
  readonly printedOn: Day;
}
