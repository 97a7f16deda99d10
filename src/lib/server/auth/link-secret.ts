/** Secrets that a link carries: 256 random bits, of which the database has the SHA-256 alone. A plain hash is enough: there is nothing to guess. */
import { createHash } from 'node:crypto';
import { randomBytes } from '../random-bytes';

const BYTES = 32;
const SHAPE = /^[\w-]{43}$/;

export function makeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

export function isSecret(text: string): boolean {
  return SHAPE.test(text);
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
