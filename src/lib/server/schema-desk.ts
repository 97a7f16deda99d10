/** Tables of the coordinator's desk: the list a sample is drawn from, the draw, the field, what was asked again, what a round was closed with. */
import type { Generated } from 'kysely';
import type { GiveUpReason } from '../core/reinterview/tries';
import type { ApiTokenTable, DossierTable, ErasureTable } from './schema-dossiers';
import type { FrameUploadTable } from './schema-frame-uploads';

export interface DeskSchema {
  rounds: RoundTable;
  frames: FrameTable;
  frame_units: FrameUnitTable;
  frame_refusals: { frame_id: string; line: number; reason: string; detail: string };
  /** JSON {name, phone, address, dossierCode}, sealed with APP_KEY and bound to `frame_persons:{frame}:{unit_no}`. Erased: no row. */
  frame_persons: { frame_id: string; unit_no: number; sealed: string };
  frame_uploads: FrameUploadTable;
  /** A part of the file, packed and sealed with APP_KEY, bound to `frame_upload_parts:{upload}:{part}`. */
  frame_upload_parts: { upload_id: string; part: number; sealed: string };
  designs: DesignTable;
  draws: DrawTable;
  /** `cluster`: those that hold it at every stage, joined by `|`; '': none. */
  sampled_units: SampledUnitTable & {
    cluster: Generated<string>;
    /** What happened to its paper form, in order (store/form-events.ts): kept with each event, for the ledger. '': nothing, or a letter alone. */
    form_trace: Generated<string>;
  };
  assignments: AssignmentTable;
  contact_attempts: ContactAttemptTable;
  replacement_requests: ReplacementRequestTable;
  form_events: FormEventTable;
  keyings: KeyingTable;
  reinterviews: ReinterviewTable;
  reinterview_give_ups: GiveUpTable;
  interviewer_reviews: InterviewerReviewTable;
  api_tokens: ApiTokenTable;
  dossiers: DossierTable;
  erasures: ErasureTable;
}

/** Of a survey whose units are drawn; made with its first step at the desk. */
export interface RoundTable {
  survey_id: string;
  /** Days after closing that personal data are kept. */
  retention_days: number;
  /** JSON (RoundSettings of core/fieldwork/round-settings.ts). */
  settings: string;
  /** The day on which the survey was last closed; null: it never was, or is open again. */
  closed_on: string | null;
  frozen_at: string | null;
  frozen_by: string | null;
  /** SHA-256 of `frozen_record`. */
  frozen_hash: string | null;
  /** JSON: what the round was closed with. */
  frozen_record: string | null;
  persons_erased_at: string | null;
}

export interface FrameTable {
  id: string;
  survey_id: string;
  kind: 'transactions' | 'households' | 'villages';
  file_name: string;
  /** SHA-256 of the file's bytes. */
  file_hash: string;
  /** JSON: which column is what, which names are which agency; offered again at the next import. */
  mapping: string;
  /** The days of completion that count, both included; null: no limit. */
  window_from: string | null;
  window_to: string | null;
  /** `deciding`: read, duplicates to be decided about. Beside one that is `ready` a survey has at most one that is not `replaced`. */
  state: 'reading' | 'deciding' | 'ready' | 'replaced';
  /** JSON: rows by what became of them. */
  counts: string;
  /** SHA-256 over the kept units' numbers, strata and sizes; '' until `ready`. */
  hash: string;
  imported_by: string | null;
  imported_at: string;
  job_id: string | null;
  /** JSON (FrameDecisions of core/frame/decide-duplicates.ts). */
  decisions: Generated<string>;
  /** The file, as long as it is kept. */
  upload_id: Generated<string | null>;
}

export interface FrameUnitTable {
  frame_id: string;
  /** 1, 2, 3 … in the file's order. */
  unit_no: number;
  /** In the file, the header's being 1. */
  line: number;
  /** Who handled the transaction; of a household or a village, its commune. */
  handling_agency_id: string;
  receiving_counter_id: string | null;
  service_field: string;
  completed_on: string | null;
  person_kind: '' | 'person' | 'organisation';
  area: string;
  village: string;
  /** Of a village its households; otherwise 1. */
  size: number;
  /** Keyed hashes; '': not given, or erased. */
  dossier_mark: string;
  person_mark: string;
  duplicate: '' | 'dossier' | 'person';
  /** The first unit with the same mark. */
  duplicate_of: number | null;
  /** 1: it may be drawn. */
  kept: number;
}

export interface DesignTable {
  id: string;
  survey_id: string;
  frame_id: string;
  /** A, B, … */
  label: string;
  /** JSON (SamplingDesign of core/sampling/design.ts). */
  content: string;
  /** JSON: sample size, allocation and margins with every step. */
  arithmetic: string;
  made_by: string | null;
  made_at: string;
  revision: number;
}

export interface DrawTable {
  id: string;
  survey_id: string;
  kind: 'sample' | 'reinterview';
  /** 1, 2, 3 … by kind. */
  number: number;
  design_id: string | null;
  frame_id: string | null;
  frame_hash: string;
  /** JSON: all that a repetition needs beside the frame. */
  parameters: string;
  seed: string;
  generator: string;
  drawn_by: string | null;
  drawn_at: string;
  /** SHA-256 over the drawn units in order, with role and inclusion probability. */
  result_hash: string;
  voided_at: string | null;
  void_reason: string | null;
}

export interface SampledUnitTable {
  id: string;
  draw_id: string;
  survey_id: string;
  /** 1, 2, 3 …: printed on its form. */
  serial: number;
  frame_id: string;
  unit_no: number;
  /** Of a village frame the household's place in the village's list, from 1; otherwise 0. */
  ordinal: number;
  handling_agency_id: string;
  receiving_counter_id: string | null;
  service_field: string;
  stratum: string;
  /** Nested within the stratum. */
  psu: string;
  psu_probability: number;
  inclusion_probability: number;
  role: 'main' | 'reserve';
  /** Of a reserve unit, from 1, within its stratum and last-stage cluster. */
  reserve_order: number | null;
  /** When a reserve unit entered; null: it has not. */
  released_at: string | null;
  /** The unit whose place it took. */
  replaces_id: string | null;
  replace_reason: string | null;
  /** When it was given up for another; null: it was not. */
  replaced_at: string | null;
  /** The AAPOR code that stands now (core/fieldwork/dispositions.ts); '': nothing happened yet. */
  disposition: string;
  interviewer_id: string | null;
}

export interface AssignmentTable {
  id: string;
  survey_id: string;
  sampled_unit_id: string;
  user_id: string;
  purpose: 'main' | 'reinterview';
  from_at: string;
  to_at: string | null;
}

export interface ContactAttemptTable {
  /** Made where it was noted, so that sending it twice stores it once. */
  id: string;
  survey_id: string;
  sampled_unit_id: string;
  user_id: string;
  purpose: 'main' | 'reinterview';
  at: string;
  received_at: string;
  disposition: string;
  /** May hold personal data: erased with the persons. */
  note: string;
  /** Of an appointment: when. */
  again_at: Generated<string | null>;
}

/** That an interviewer asks for another unit in the place of one that is lost. */
export interface ReplacementRequestTable {
  sampled_unit_id: string;
  survey_id: string;
  user_id: string;
  at: string;
  reason: string;
}

/** Where a paper form is: the ledger is the sum of these. */
export interface FormEventTable {
  id: string;
  survey_id: string;
  sampled_unit_id: string;
  /** `letter`: a letter alone was printed, which the ledger of paper forms does not count. */
  kind: 'letter' | 'printed' | 'issued' | 'delivered' | 'collected' | 'void';
  /** Who had the form; null: nobody yet, or it came by post. */
  interviewer_id: string | null;
  /** Who wrote it down. */
  user_id: string | null;
  at: string;
  reason: string;
}

/** A paper form keyed by two people. The copies are answers of purpose `keying`, the settled one is the unit's answer. */
export interface KeyingTable {
  sampled_unit_id: string;
  survey_id: string;
  first_response_id: string;
  second_response_id: string | null;
  /** JSON list of what differs. */
  differences: string;
  settled_response_id: string | null;
  settled_by: string | null;
  settled_at: string | null;
}

export interface ReinterviewTable {
  id: string;
  survey_id: string;
  sampled_unit_id: string;
  /** null: it was flagged, not drawn. */
  draw_id: string | null;
  interviewer_id: string;
  /** The first answer. */
  response_id: string;
  cause: 'drawn' | 'flagged';
  reinterviewer_id: string | null;
  state: 'waiting' | 'done' | 'unreached';
  /** JSON: the three questions' answers. */
  checks: string;
  /** Of purpose `reinterview`. */
  second_response_id: string | null;
  outcome: '' | 'confirmed' | 'discrepant';
  done_at: string | null;
}

/** Who gave up a second interview: once each, and nobody after the second. */
export interface GiveUpTable {
  reinterview_id: string;
  user_id: string;
  survey_id: string;
  reason: GiveUpReason;
  at: string;
}

/** What was found or decided about an interviewer; the latest row counts. */
export interface InterviewerReviewTable {
  id: string;
  survey_id: string;
  interviewer_id: string;
  state: 'watched' | 'under_review' | 'cleared' | 'confirmed';
  /** JSON: the figures it rests on. */
  evidence: string;
  reason: string;
  /** null: the rule. */
  decided_by: string | null;
  at: string;
}
