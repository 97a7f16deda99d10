/** Tables of what other programs register, and of what was erased. */

/** What another program comes in by. */
export interface ApiTokenTable {
  id: string;
  /** SHA-256 of the secret, which was shown once. */
  id_hash: string;
  name: string;
  scope: 'dossiers';
  agency_id: string;
  created_by: string | null;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** A completed dossier that the one-stop software registered. */
export interface DossierTable {
  id: string;
  /** Keyed hash of the handling agency and the dossier's code. */
  dossier_mark: string;
  handling_agency_id: string;
  receiving_counter_id: string | null;
  service_field: string;
  completed_on: string;
  token_id: string;
  registered_at: string;
  erase_after: string;
}

/** That personal data were erased: a restored older backup erases them again by it. */
export interface ErasureTable {
  id: string;
  kind: 'persons' | 'unsampled' | 'dossiers' | 'notes';
  survey_id: string | null;
  frame_id: string | null;
  at: string;
  rows: number;
  why: string;
}
