/**
 * What is printed for one sampled unit: a personal letter and a paper form. Names and addresses are personal data; they are here
 * only while a sheet is drawn.
 */
import type { QrDrawing } from '../fieldwork/poster';

/** What stands on every sheet of one unit, so that no sheet is ever taken for another's. */
export interface SheetIdentity {
  /** `000123` */
  readonly serial: string;
  /** In groups of four (`formatCode`). */
  readonly printedCode: string;
  /** Leads to the unit's form. */
  readonly qr: QrDrawing;
}

export interface Letter extends SheetIdentity {
  /** '' where it is not known. */
  readonly recipient: { readonly name: string; readonly address: string };
}

/** The sentences of one letter; they are messages. */
export interface LetterWords {
  /** The sender above left: the body it belongs to, undefined where there is none, and itself. */
  readonly superior: string | undefined;
  readonly sender: string;
  readonly state: string;
  readonly motto: string;
  /** Above the address, in the envelope's window: where the letter goes back to. */
  readonly returnTo: string;
  readonly serial: string;
  readonly date: string;
  readonly title: string;
  readonly subject: string;
  readonly salutation: string;
  readonly invitation: string;
  /** `Cách 1:` and what it is. */
  readonly ways: readonly { readonly label: string; readonly text: string }[];
  readonly deadline: string | undefined;
  readonly paragraphs: readonly string[];
  readonly thanks: string;
  readonly signer: string;
  /** undefined: left blank for the pen. */
  readonly signerName: string | undefined;
  readonly qrLabel: string;
  readonly printedOn: string;
}

/**
 * A serial number as it is printed: six digits, so that all of a survey stand under each other.
 * @example printSerial(123) === '000123'
 */
export function printSerial(serial: number): string {
  return String(serial).padStart(6, '0');
}
