/** The person at the desk, as pages show them. */
export interface SignedIn {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** The agencies at which the roles are held, in the page's language. */
  readonly place: string;
  /** The province that these agencies belong to; undefined: none, or more than one. */
  readonly province: string | undefined;
  /** Parts of the office that the person may open. */
  readonly pages: readonly OfficePart[];
}

export type OfficePart =
  | 'results'
  | 'scorecards'
  | 'surveys'
  | 'questionnaires'
  | 'counters'
  | 'quality'
  | 'agencies'
  | 'field'
  | 'recheck'
  | 'users'
  | 'tokens'
  | 'audit'
  | 'settings';
