/** What is in the SQLite file, read by another process than the server's. */
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { Answers } from '../../../src/lib/core/response/response';
import { decodeAnswers } from '../../../src/lib/core/response/encode-answers';
import type { FilledForm } from '../../support/citizen';
import { answersOf } from '../../support/citizen';

export interface StoredForm {
  readonly submissionId: string;
  readonly receipt: string;
  readonly answers: Answers;
  /** null: no row. */
  readonly comment: string | null;
}

/** Every stored form, in the order of storing; first the file itself is checked: no page torn, no row without its parent. */
export function readStoredForms(path: string): readonly StoredForm[] {
  const database = new Sqlite(path, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const rows = database
      .prepare(
        `select submission_id as submissionId, receipt, answers, text as comment
         from responses left join response_comments on response_id = id order by id`
      )
      .all() as (Omit<StoredForm, 'answers'> & { answers: string })[];
    return rows.map((row) => ({ ...row, answers: decodeAnswers(row.answers) }));
  } finally {
    database.close();
  }
}

/** As `readStoredForms` shows a form that was stored whole. */
export function expectedRow(form: FilledForm, receipt: string): StoredForm {
  const answers = [...answersOf(form)];
  while (answers.at(-1) === null) answers.pop();
  return { submissionId: form.submissionId, receipt, answers, comment: form.comment === '' ? null : form.comment };
}

export const bySubmission = (a: StoredForm, b: StoredForm): number => (a.submissionId < b.submissionId ? -1 : 1);
