/** How reports know the place of answers that came in at no counter. */
const DIRECT = 'direct ';

/** Where the answers about an agency stand that came in at no counter: a drawn unit's answer belongs to whoever handled the transaction. */
export function directKey(agencyId: string): string {
  return `${DIRECT}${agencyId}`;
}

/** Undefined: it is a counter. */
export function agencyOfDirectKey(key: string): string | undefined {
  return key.startsWith(DIRECT) ? key.slice(DIRECT.length) : undefined;
}
