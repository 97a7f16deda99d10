/** Tables of the quality of answers: what was found, what was decided about it and why, what agencies object to. */

/** One decision about one or many answers. Never changed, never deleted: what takes it back is another one. */
export interface QualityDecisionTable {
  id: string;
  survey_id: string;
  /** Where in the tree: the counter's agency, or the one whose tree a rule went over. */
  agency_id: string;
  how: 'chosen' | 'rule' | 'undo';
  /** null: an undo, which gives each answer back what it was. */
  to_status: 'counted' | 'held' | 'excluded' | null;
  /** A signal's code, or `other`: what answers are counted by in reports. */
  ground: string;
  /** As the coordinator wrote it. */
  reason: string;
  /** JSON (QualityRule), of a rule. */
  rule: string | null;
  /** Different rules over the same places that were looked at in the thirty days before, this one too; null: it is no rule, or from before they were counted. */
  rules_tried: number | null;
  undoes_id: string | null;
  /** Answers that it changed. */
  forms: number;
  user_id: string | null;
  at: string;
}

export interface ResponseChangeTable {
  id: string;
  response_id: string;
  /** 1, 2, 3 … of the answer. */
  number: number;
  decision_id: string;
  from_status: 'counted' | 'held' | 'excluded';
  to_status: 'counted' | 'held' | 'excluded';
}

/** What a decision changed at a counter in a month: written with it, and never changed, as its changes are not. */
export interface DecisionCounterTable {
  decision_id: string;
  counter_id: string;
  /** `2026-11` */
  month: string;
  held: number;
  excluded: number;
  restored: number;
}

/** What an agency says in writing against a decision about its answers. */
export interface ObjectionTable {
  id: string;
  decision_id: string;
  agency_id: string;
  text: string;
  user_id: string;
  at: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: string | null;
}

/** What was found at a counter in a month (core/quality/judge-counter-month.ts): a cache. */
export interface CounterMonthVerdictTable {
  survey_id: string;
  counter_id: string;
  /** `2026-11` */
  month: string;
  /** Answers of any kind that there were when it was judged; another number now: out of date. -1: not judged yet. */
  forms: number;
  /** Rises with every decision about the month; `judged_marks` is what it was before the answers were read. */
  marks: number;
  judged_marks: number;
  judged_at: string;
  /** Answers judged (without the excluded), and how many of all are held and excluded. */
  judged: number;
  held: number;
  excluded: number;
  /** Counted answers among the oddest: what there is to look at. */
  odd: number;
  flagged: number;
  p: number;
  /** Of the test with the smallest chance. */
  seen: number;
  expected: number;
  basis: 'own' | 'survey' | 'assumed';
  /** JSON: `{ signal: answers }`. */
  signals: string;
  /** JSON: `{ response id: letter }` of odd answers from a device with several, in place of marks that are erased. */
  devices: string;
  /** JSON (core/quality/pack-history.ts): what the month is to later ones. */
  history: string;
}

/** Who looked at a counter's month last. */
export interface CounterMonthReviewTable {
  survey_id: string;
  counter_id: string;
  month: string;
  /** `done`: something was decided. */
  state: 'seen' | 'done';
  /** Odd answers that were there to be looked at; with more of them now it is new again. -1: known when the month is judged next. */
  odd: number;
  user_id: string | null;
  at: string;
}
