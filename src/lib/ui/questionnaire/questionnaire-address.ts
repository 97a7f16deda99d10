/** Addresses of the questionnaires' pages. */
export const QUESTIONNAIRES = '/admin/questionnaires';

export const questionnairePath = (code: string): string => `${QUESTIONNAIRES}/${encodeURIComponent(code)}`;

export const versionPath = (code: string, number: number): string => `${questionnairePath(code)}/${number}`;

export const editPath = (code: string, number: number, part: string, which: string): string =>
  `${versionPath(code, number)}/edit/${part}/${encodeURIComponent(which)}`;

/** Of a place like `item/late_apology`. */
export function placePath(code: string, number: number, place: string): string {
  const [part = '', ...which] = place.split('/');
  return editPath(code, number, part, which.join('/'));
}

export const comparePath = (code: string, from: string, to: string): string =>
  `${questionnairePath(code)}/compare?${new URLSearchParams({ from, to })}`;
