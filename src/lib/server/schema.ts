/** The tables as Kysely sees them. Ids are UUIDv7 text, times ISO-8601 UTC text, days local dates, flags 0/1, JSON text. */
import type { Generated, Kysely, Transaction } from 'kysely';
import type {
  AuditEventTable,
  CounterActivityTable,
  JobFileTable,
  JobTable,
  QuestionnaireTable,
  QuestionnaireVersionTable,
  TokenTable
} from './schema-office';
import type {
  CounterMonthReviewTable,
  CounterMonthVerdictTable,
  DecisionCounterTable,
  ObjectionTable,
  QualityDecisionTable,
  ResponseChangeTable
} from './schema-quality';
import type { AccountSecuritySchema } from './schema-account';
import type { DeskSchema } from './schema-desk';

export interface Schema extends AccountSecuritySchema, DeskSchema {
  agencies: AgencyTable;
  agency_versions: AgencyVersionTable & NameKeys;
  agency_successions: AgencySuccessionTable;
  counters: CounterTable & NameKeys;
  access_codes: AccessCodeTable;
  questionnaires: QuestionnaireTable & NameKeys;
  questionnaire_versions: QuestionnaireVersionTable;
  method_versions: MethodVersionTable;
  surveys: SurveyTable & NameKeys;
  survey_counters: SurveyCounterTable;
  survey_counter_gaps: SurveyCounterGapTable;
  responses: ResponseTable;
  response_comments: ResponseCommentTable;
  response_devices: { response_id: string; device_mark: string; erase_after: string };
  kept_tallies: KeptTallyTable;
  weighting_runs: WeightingRunTable;
  response_weights: ResponseWeightTable;
  scorecards: ScorecardTable;
  users: UserTable & NameKeys;
  user_roles: { user_id: string; role: string; agency_id: string };
  sessions: SessionTable;
  /** From that day on the code leads to that counter instead: its agency was merged, and the poster hangs on. */
  code_handovers: { code: string; from_day: string; counter_id: string };
  code_scans: { code: string; day: string; scans: number };
  counter_days: { counter_id: string; day: string; answers: number; scans: number };
  counter_activity: CounterActivityTable;
  quality_decisions: QualityDecisionTable;
  response_changes: ResponseChangeTable;
  quality_decision_counters: DecisionCounterTable;
  objections: ObjectionTable;
  counter_month_verdicts: CounterMonthVerdictTable;
  counter_month_reviews: CounterMonthReviewTable;
  audit_events: AuditEventTable;
  audit_head: { id: string; number: number; hash: string };
  jobs: JobTable;
  job_files: JobFileTable;
  tokens: TokenTable;
  sign_in_failures: { key_hash: string; count: number; last_at: string; locked_until: string | null };
}

/** What a name is found and sorted by (core/vietnamese); '' until `fillNameKeys` at a start. */
interface NameKeys {
  search_text: Generated<string>;
  sort_key: Generated<string>;
}

/** A database or an open transaction: what every store function takes first. */
export type Db = Kysely<Schema> | Transaction<Schema>;

export interface AgencyTable {
  id: string;
  code: string;
  kind: 'province' | 'department' | 'district' | 'commune' | 'centre';
  valid_from: string;
  /** The last day it exists; null: it still does. */
  valid_to: string | null;
}

export interface AgencyVersionTable {
  agency_id: string;
  valid_from: string;
  valid_to: string | null;
  name_vi: string;
  name_en: string;
  parent_id: string | null;
  /** `/{root id}/…/{own id}/`: a tree below X is every path that starts with X's path. */
  path: string;
}

export interface AgencySuccessionTable {
  predecessor_id: string;
  successor_id: string;
  on_day: string;
}

export interface CounterTable {
  id: string;
  agency_id: string;
  name: string;
  opened_on: string;
  closed_on: string | null;
  successor_counter_id: string | null;
  default_handling_agency_id: string;
  /** The one in force: what is printed. */
  code: string;
}

export interface AccessCodeTable {
  /** A counter's as it is printed; of a code that works once its keyed mark (sealed-code.ts). */
  code: string;
  kind: 'counter' | 'invitation' | 'dossier';
  counter_id: string | null;
  issued_at: string;
  replaced_by: string | null;
  closed_at: string | null;
  /** Of an invitation; it belongs to one round. */
  sampled_unit_id: Generated<string | null>;
  survey_id: Generated<string | null>;
  /** Of a dossier. */
  dossier_id: Generated<string | null>;
  /** Of a code that works once. */
  expires_at: Generated<string | null>;
  used_at: Generated<string | null>;
  /** The code that works once, sealed with APP_KEY and bound to its mark; '': not kept any more; null: a counter's, or not sealed yet. */
  sealed: Generated<string | null>;
}

export interface MethodVersionTable {
  id: string;
  family: string;
  number: number;
  content: string;
  hash: string;
  certainty: 'official' | 'assumed';
}

export interface SurveyTable {
  id: string;
  code: string;
  name_vi: string;
  name_en: string;
  mode: 'continuous' | 'sampled';
  psu: 'day' | 'respondent' | 'design';
  questionnaire_version_id: string;
  method_version_id: string;
  series: string | null;
  owner_agency_id: string;
  opens_on: string;
  closes_on: string | null;
  state: 'draft' | 'open' | 'closed' | 'published';
  revision: number;
  /** JSON list of item codes that must be answered. */
  required_items: string;
  /** 1: generated demonstration answers; every figure says so. */
  demonstration: number;
}

export interface SurveyCounterTable {
  survey_id: string;
  counter_id: string;
  from_day: string;
  to_day: string | null;
}

export interface SurveyCounterGapTable {
  survey_id: string;
  counter_id: string;
  last_day: string;
  again_day: string;
}

export interface ResponseTable {
  id: string;
  survey_id: string;
  questionnaire_version_id: string;
  receiving_counter_id: string | null;
  handling_agency_id: string;
  day: string;
  submitted_at: string;
  /** `qr` and `typed` come in at a counter, `web` by an invitation, `slip` by a dossier's code; an interviewer asks by `phone` or on a `visit`, `paper` is keyed. */
  channel: 'qr' | 'typed' | 'import' | 'demo' | 'web' | 'phone' | 'visit' | 'paper' | 'slip';
  language: string;
  duration_ms: number | null;
  purpose: 'main' | 'keying' | 'reinterview';
  status: 'counted' | 'held' | 'excluded';
  /** JSON list of quality flags. */
  flags: string;
  /** JSON, positional (core/response/response.ts). */
  answers: string;
  submission_scope: string;
  submission_id: string;
  receipt: string;
  content_hash: string;
  /** The drawn unit that it is the answer of; null: of a continuous survey, or an imported one. */
  sampled_unit_id: Generated<string | null>;
  /** The interviewer or keyer; null: the person themselves. */
  entered_by: Generated<string | null>;
}

export interface ResponseCommentTable {
  response_id: string;
  survey_id: string;
  receiving_counter_id: string | null;
  day: string;
  text: string;
  status: 'shown' | 'hidden';
  erase_after: string;
}

export interface KeptTallyTable {
  survey_id: string;
  /** `*`: not a cell but the day's own row; its `dirty` is 0 once every cell of the day has a row. */
  receiving_counter_id: string;
  day: string;
  questionnaire_version_id: string;
  handling_agency_id: string;
  dirty: number;
  respondents: number;
  /** Of the overall figure: respondents with a valid answer, satisfied answers, valid answers. */
  answered: number;
  satisfied: number;
  valid: number;
  /** Of a day's own row: another one after every late write to the day. */
  token: string;
  /** A packed tally (core/tally/pack-tally.ts); of a marked cell it is out of date. */
  content: Buffer;
}

export interface WeightingRunTable {
  id: string;
  survey_id: string;
  /** JSON list: how the weights came about. */
  steps: string;
  /** Reports use a survey's one final run. */
  state: 'draft' | 'final';
  hash: string;
  /** 1, 2, 3 … of the survey; 0: it was imported. */
  number: number;
  made_by: string | null;
  made_at: string;
  /** JSON: each step's result; '': it was imported. */
  diagnostics: string;
}

export interface ResponseWeightTable {
  weighting_run_id: string;
  response_id: string;
  stratum: string;
  /** Nested within the stratum. */
  psu: string;
  /** PSUs in the stratum's population (at 1 or less: the fraction taken); null: with replacement. */
  fpc: number | null;
  base_weight: number;
  weight: number;
  /** JSON: its post-stratum or its levels of the raked margins, for the variance; null: neither. */
  margins: string | null;
}

export interface ScorecardTable {
  id: string;
  agency_id: string;
  year: number;
  /** A version of the rules of the PAR INDEX: `par-index`, 1. */
  rules_family: string;
  rules_number: number;
  /** JSON (ScorecardContent of core/scoring/stored-scorecard.ts). */
  content: string;
  /** 1: made up for demonstrations; the card says so wherever it shows. */
  demonstration: number;
  revision: number;
  changed_at: string;
  /** null: by a command. */
  changed_by: string | null;
}

export interface UserTable {
  id: string;
  email: string;
  name: string;
  /** '': invited, and no password chosen yet. */
  password_hash: string;
  disabled_at: string | null;
}

export interface SessionTable {
  id_hash: string;
  user_id: string;
  expires_at: string;
  created_at: string;
  agent: string;
  /** Written again every few minutes of use. */
  last_used_at: Generated<string>;
}
