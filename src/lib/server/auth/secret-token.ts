/** Random tokens that a cookie holds, of which the database has only the hash: 160 bits, so there is nothing to guess. */
import { createHash, randomBytes } from 'node:crypto';

export function newToken(): string {
  return randomBytes(20).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
