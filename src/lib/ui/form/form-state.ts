/** What a form page shows beside the questions: what was typed before, and what kept it from being stored. */
export interface FormState {
  /** Field name → values as they were sent. */
  readonly typed: ReadonlyMap<string, readonly string[]>;
  /** The headline of the box at the top. */
  readonly heading: string;
  /** A sentence below it: a problem of the whole form. */
  readonly sentence: string;
  /** Places to look at again, in form order; `place` is a field name or `form`. */
  readonly problems: readonly { readonly place: string; readonly text: string }[];
  /** The receipt of the form that was stored with this id before. */
  readonly receiptHref?: string;
  /** The form below carries a new id: sending it again counts as another person's. */
  readonly otherPerson?: boolean;
  /** Nothing can be sent here any more: the answers are shown, without the button. */
  readonly sendingEnded?: boolean;
}
