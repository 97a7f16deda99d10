/** A list as it was sent, until a frame is made of it. */
export interface FrameUploadTable {
  id: string;
  survey_id: string;
  kind: 'transactions' | 'households' | 'villages';
  file_name: string;
  /** Bytes. */
  size: number;
  format: 'csv' | 'xlsx';
  /** Of a CSV. */
  encoding: string;
  /** SHA-256 of the file's bytes. */
  file_hash: string;
  /** 0: it is still coming in, or broke off. */
  is_complete: number;
  /** JSON {code, parameters}: why no frame could be made of it; '': that was not tried, or is still going on. */
  failure: string;
  created_by: string;
  created_at: string;
}
