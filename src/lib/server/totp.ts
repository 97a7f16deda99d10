/** Codes that change every 30 seconds (RFC 6238: SHA-1, six digits, as every authenticator app takes them), one step of clock error allowed. */
import { timingSafeEqual } from 'node:crypto';
import { encodeBase32UpperCaseNoPadding } from '@oslojs/encoding';
import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp';

const STEP_S = 30;
const DIGITS = 6;

export const SECRET_BYTES = 20;

export function totpCode(secret: Uint8Array, now: Date, stepsLater = 0): string {
  return generateHOTP(secret, BigInt(stepAt(now) + stepsLater), DIGITS);
}

/** The step whose code it is; undefined: it is none of now, the one before or the one after. */
export function matchTotp(secret: Uint8Array, typed: string, now: Date): number | undefined {
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const matching = [0, -1, 1].filter((steps) => timingSafeEqual(Buffer.from(totpCode(secret, now, steps)), Buffer.from(code)));
  return matching[0] === undefined ? undefined : stepAt(now) + matching[0];
}

/** What an app reads from the QR code. */
export function totpAddress(secret: Uint8Array, issuer: string, account: string): string {
  return createTOTPKeyURI(issuer, account, secret, STEP_S, DIGITS).replaceAll('+', '%20'); // some apps show a plus as it stands
}

/** For typing by hand: `ABCD EFGH …`. */
export function totpKeyText(secret: Uint8Array): string {
  return encodeBase32UpperCaseNoPadding(secret).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function stepAt(now: Date): number {
  return Math.floor(now.getTime() / (STEP_S * 1000));
}
