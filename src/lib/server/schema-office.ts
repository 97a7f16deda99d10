/** Tables of running the system rather than of asking and counting: who did what, questionnaires in the making, and work that outlives a request. */
import type { Generated } from 'kysely';

export interface AuditEventTable {
  id: string;
  /** 1, 2, 3 … without gaps. */
  number: number;
  at: string;
  /** null: a command on the server, the system itself, or somebody who was not signed in. */
  user_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  /** Where in the tree it happened: who reads it. */
  agency_id: string | null;
  /** JSON: `{ field: [before, after] }` or what was asked for; never a personal value. */
  change: string;
  previous_hash: string;
  hash: string;
}

export interface JobTable {
  id: string;
  kind: string;
  /** Unique: the same piece of work is asked for once. */
  key: string;
  /** JSON; never a secret. */
  payload: string;
  created_by: string | null;
  created_at: string;
  run_after: string;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: number;
  done_units: number;
  total_units: number | null;
  ended_at: string | null;
  outcome: 'done' | 'failed' | null;
  /** JSON, for the page of the job. */
  result: string | null;
  /** A problem's code with its parameters (JSON), or the message of something unexpected. */
  last_error: string | null;
}

/** Files a job was given (`input`) or made. */
export interface JobFileTable {
  job_id: string;
  name: string;
  content: Buffer;
}

/** What a counter's list says of it, as of `day`: a cache. */
export interface CounterActivityTable {
  counter_id: string;
  day: string;
  /** Answers on that day; in its week so far; in its month so far. */
  today: number;
  week: number;
  month: number;
  /** Times its codes were scanned in the month so far. */
  month_scans: number;
  last_day: string | null;
  /** The day from which its silence is unusual, unless somebody answers before. */
  quiet_from: string | null;
}

export interface QuestionnaireTable {
  id: string;
  code: string;
  /** The agency that it belongs to; null: it came with the system, for all. */
  owner_agency_id: string | null;
  /** Of its latest version, published or not; '' until `fillNameKeys` at a start. */
  title_vi: Generated<string>;
  title_en: Generated<string>;
}

export interface QuestionnaireVersionTable {
  id: string;
  questionnaire_id: string;
  number: number;
  state: 'draft' | 'published' | 'retired';
  /** JSON (Questionnaire of core/questionnaire/questionnaire.ts). */
  content: string;
  hash: string;
  published_at: string | null;
  /** Of a draft: rises with every change, so that two editors cannot overwrite each other unseen. */
  revision: Generated<number>;
  changed_at: string | null;
  /** null: by a command, or the system itself. */
  changed_by: string | null;
  /** The version that it was copied from. */
  based_on_id: string | null;
  /** JSON: what an imported file left to be looked at (ProblemDetail[]); '': nothing. */
  notes: Generated<string>;
}

/** A secret link or code that opens something once. */
export interface TokenTable {
  /** SHA-256 of the secret, which only the link holds. */
  id_hash: string;
  kind: 'invite' | 'reset' | 'set-up';
  /** null: it belongs to nobody yet (the first set-up). */
  user_id: string | null;
  created_by: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}
