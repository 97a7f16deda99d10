/**
 * The id that makes a form count once, however often it is sent. The server's own is `{time in base 36}.{128 random bits}`;
 * the time tells how long answering took. A program may send its own of at least 122 random bits: a version 4 UUID, or at
 * least 22 characters of base64url (31 of hexadecimal) with no obvious pattern.
 */
const SERVER_MADE = /^([0-9a-z]{8,9})\.([A-Za-z0-9_-]{22})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const TEXT = /^[A-Za-z0-9_-]{22,64}$/;
const HEXADECIMAL = /^[0-9a-f-]+$/i;
const LEAST_HEXADECIMAL = 31;
const LEAST_DIFFERENT_CHARACTERS = 8;

/** `random` is 22 characters of base64url: 16 random bytes. */
export function makeSubmissionId(now: number, random: string): string {
  return `${now.toString(36)}.${random}`;
}

export function isSubmissionId(text: string): boolean {
  if (SERVER_MADE.test(text)) return true;
  const uuid = UUID.exec(text);
  if (uuid) return uuid[1] === '4' && isVaried(text);
  if (!TEXT.test(text) || !isVaried(text)) return false;
  return !HEXADECIMAL.test(text) || text.replaceAll('-', '').length >= LEAST_HEXADECIMAL;
}

/** Milliseconds since the form was first shown, or null for a program's own id and for times that cannot be. */
export function elapsedSince(id: string, now: number): number | null {
  const made = SERVER_MADE.exec(id);
  if (!made) return null;
  const elapsed = now - Number.parseInt(made[1]!, 36);
  return elapsed >= 0 && elapsed < 7 * 86_400_000 ? elapsed : null;
}

function isVaried(text: string): boolean {
  return new Set(text.toLowerCase()).size >= LEAST_DIFFERENT_CHARACTERS;
}
