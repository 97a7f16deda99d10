/**
 * The secret by which another program comes in: 256 random bits after a beginning that programs which look for leaked secrets know it
 * by. It is shown once; the database has its SHA-256 alone.
 */
import { hashSecret, isSecret, makeSecret } from './link-secret';

const BEGINNING = 'api_';

export function makeApiToken(): string {
  return BEGINNING + makeSecret();
}

/** Of `Authorization: Bearer api_…`, the hash it is kept under; undefined: it has not the shape of a token. */
export function hashApiToken(token: string): string | undefined {
  if (!token.startsWith(BEGINNING) || !isSecret(token.slice(BEGINNING.length))) return undefined;
  return hashSecret(token);
}

/** '' where the header is missing or carries something else. */
export function bearerOf(authorization: string | null): string {
  return /^bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1] ?? '';
}
