/** A list kept in the database: packed and sealed part by part, so that neither the database nor a backup of it tells who is in it. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import type { FrameUploadTable } from '../schema-frame-uploads';
import type { SecretBox } from '../secret-box';
import { findUploadPart, insertUploadPart } from '../store/frame-uploads';
import type { FileEncoding, FrameFile } from './frame-file';
import { PART_BYTES } from './frame-file';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Text packs well at once. */
const QUICK = { level: 1 };

const bindingOf = (uploadId: string, part: number) => `frame_upload_parts:${uploadId}:${part}`;

export async function keepPart(db: Db, secrets: SecretBox, uploadId: string, part: number, bytes: Buffer): Promise<void> {
  await insertUploadPart(db, uploadId, part, secrets.seal(await pack(bytes, QUICK), bindingOf(uploadId, part)));
}

/** Its parts throw `frame-file-gone` once the file is no longer kept, `app-key-wrong`. The part that was read last is remembered. */
export function keptFile(db: Db, secrets: SecretBox, upload: FrameUploadTable): FrameFile {
  let last: { readonly number: number; readonly bytes: Buffer } | undefined;
  return {
    name: upload.file_name,
    size: upload.size,
    format: upload.format,
    encoding: upload.encoding as FileEncoding,
    async part(number) {
      if (last?.number === number) return last.bytes;
      const sealed = await findUploadPart(db, upload.id, number);
      if (sealed === undefined) throw new Problem('frame-file-gone', { file: upload.file_name });
      const bytes = await unpack(secrets.open(sealed, bindingOf(upload.id, number)), { maxOutputLength: PART_BYTES });
      last = { number, bytes };
      return bytes;
    }
  };
}
