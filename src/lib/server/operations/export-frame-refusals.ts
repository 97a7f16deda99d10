/** The rows of a list that are no units, as a CSV to take away: line, reason and what was written of an agency or a day; nothing of a person. */
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { localDay } from '../../core/calendar/day';
import type { RefusalReason } from '../../core/frame/refusal';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { listRefusalsAfter } from '../store/frame-units';
import { inTransaction } from '../transaction';
import { findRoundToRead } from './find-round';
import { findStandingFrames } from './find-frame';

const TOGETHER = 2_000;

/** `reasonText`: in the reader's language. Throws what `findRoundToRead` throws, `frame-none`. */
export async function exportFrameRefusals(
  db: Db,
  asking: Asking,
  code: string,
  now: Date,
  reasonText: (reason: RefusalReason) => string
): Promise<ReadableStream> {
  const { survey, user } = await findRoundToRead(db, asking, code, localDay(now));
  const { ready, pending } = await findStandingFrames(db, survey.id);
  const frame = pending?.state === 'deciding' ? pending : ready;
  if (!frame) throw new Problem('frame-none');
  await inTransaction(db, (trx) =>
    appendAuditEvent(trx, byUser(user, now), {
      action: 'frame.export',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { file: frame.file_name }
    })
  );
  const rows = async function* () {
    let after = { line: 0, reason: '' };
    for (;;) {
      const refusals = await listRefusalsAfter(db, frame.id, after, TOGETHER);
      for (const { line, reason, detail } of refusals) yield [line, reason, reasonText(reason as RefusalReason), detail];
      const last = refusals.at(-1);
      if (!last || refusals.length < TOGETHER) return;
      after = last;
    }
  };
  const csv = stringify({ header: true, columns: ['line', 'reason', 'why', 'written'], bom: true, escape_formulas: true });
  return Readable.toWeb(Readable.from(rows()).pipe(csv)) as ReadableStream;
}
