/** How long a link that was sent to a person opens something. */
export type LinkKind = 'invite' | 'reset';

const HOUR_MS = 3_600_000;

/** Hours: an invitation waits a week; whoever asks to reset a password is at the desk. */
const LINK_HOURS: Readonly<Record<LinkKind, number>> = { invite: 7 * 24, reset: 1 };

export function linkEnd(kind: LinkKind, from: Date): Date {
  return new Date(from.getTime() + LINK_HOURS[kind] * HOUR_MS);
}
