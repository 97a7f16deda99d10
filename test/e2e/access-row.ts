/** A row of the role × route matrix: by way of asking and address the status that each person gets. */

export const EVERYBODY = ['nobody', 'administrator', 'coordinator', 'viewer', 'otherViewer', 'interviewer', 'reinterviewer'] as const;
export type Who = (typeof EVERYBODY)[number];

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];
/** `data`: the page's `__data.json`, by which script fetches what the page would show. */
export type Ask = Method | 'data';

/** In the order of EVERYBODY. For `data` the status that its JSON carries inside a 200 counts. */
export type Statuses = readonly [
  nobody: number,
  administrator: number,
  coordinator: number,
  viewer: number,
  otherViewer: number,
  interviewer?: number,
  reinterviewer?: number
];
export type Addresses = Readonly<Record<string, Statuses>>;

export interface Row {
  readonly route: string;
  readonly asks: Readonly<Partial<Record<Ask, Addresses>>>;
}

/**
 * Who only asks people is somebody like everybody where one need not sign in. Behind that they are refused, unless the row says otherwise or nobody
 * finds anything there.
 */
export function statusFor(statuses: Statuses, who: Who): number {
  const [nobody, ...signedIn] = statuses;
  const isNothing = signedIn[0] !== 200 && signedIn.slice(0, 4).every((status) => status === signedIn[0]);
  return statuses[EVERYBODY.indexOf(who)] ?? (nobody === 401 ? (isNothing ? signedIn[0] : 403) : nobody);
}

export const same = (status: number): Statuses => [status, status, status, status, status];
export const same401 = (status: number): Statuses => [401, status, status, status, status];
/** Signed in, all alike, whoever only asks people too; and: they are refused before it is looked for. */
export const ofAll = (status: number): Statuses => [401, status, status, status, status, status, status];
export const ofReaders = (status: number): Statuses => [401, status, status, status, status, 403, 403];
export const ofInterviewer = (status: number): Statuses => [401, 403, 403, 403, 403, status, 403];
export const asPage = (addresses: Addresses) => ({ GET: addresses, data: addresses });
export const asFile = (addresses: Addresses) => ({ GET: addresses });
