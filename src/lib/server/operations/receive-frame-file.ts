/** Takes the file of a frame as it comes in: looked at, packed, sealed and stored part by part. Nothing of it is written down in the clear. */
import { createHash } from 'node:crypto';
import { isFrameKind } from '../../core/frame/frame-fields';
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { inParts } from '../frame-file/frame-file';
import { keepPart } from '../frame-file/kept-file';
import type { SentFile } from '../frame-file/sent-file';
import { readSentFile } from '../frame-file/sent-file';
import { fileSniffer } from '../frame-file/sniff-file';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { completeFrameUpload, deleteFrameUpload, insertFrameUpload, listUnusedUploads } from '../store/frame-uploads';
import { findRoundForFrame } from './find-frame';

/**
 * Returns the upload's id: its columns are mapped next. An earlier file that no frame was made of goes. Throws what `findRoundForFrame`
 * throws, `app-key-missing`, `form-invalid` (`kind`, `file`), `body-too-large`, and what the sniffer throws.
 */
export async function receiveFrameFile(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  code: string,
  request: Request,
  now: Date
): Promise<string> {
  const { survey, user } = await findRoundForFrame(db, asking, code, now);
  if (!secrets) throw new Problem('app-key-missing');
  const sent = await readSentFile(request, (file) =>
    keepFile(db, secrets, file, { survey_id: survey.id, created_by: user.id, created_at: now.toISOString() })
  );
  if (!('taken' in sent)) {
    checkKind(sent.fields);
    throw wrongField('file', 'file-missing');
  }
  for (const id of await listUnusedUploads(db, survey.id)) if (id !== sent.taken) await deleteFrameUpload(db, id);
  return sent.taken;
}

function checkKind({ kind = '' }: Readonly<Record<string, string>>) {
  if (!isFrameKind(kind)) throw wrongField('kind', 'frame-kind-missing');
  return kind;
}

async function keepFile(
  db: Db,
  secrets: SecretBox,
  { name, fields, chunks }: SentFile,
  facts: { readonly survey_id: string; readonly created_by: string; readonly created_at: string }
): Promise<string> {
  const kind = checkKind(fields);
  const id = newId();
  const unknown = { size: 0, format: 'csv' as const, encoding: '', file_hash: '', is_complete: 0, failure: '' };
  await insertFrameUpload(db, { id, kind, file_name: name, ...unknown, ...facts });
  try {
    const sniffer = fileSniffer(name);
    const hash = createHash('sha256');
    let [part, size] = [0, 0];
    for await (const bytes of inParts(chunks)) {
      sniffer.push(bytes);
      hash.update(bytes);
      await keepPart(db, secrets, id, part, bytes);
      part += 1;
      size += bytes.length;
    }
    await completeFrameUpload(db, id, { size, ...sniffer.end(), file_hash: hash.digest('hex') });
    return id;
  } catch (failure) {
    await deleteFrameUpload(db, id);
    throw failure;
  }
}
