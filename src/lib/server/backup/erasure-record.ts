/**
 * What was erased and which tokens were revoked, as a file beside the backups: an older backup restored on another machine, without the database in
 * whose place it comes, erases again by it. Ids and numbers of rows alone; nothing of anybody stands in it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../core/problem';
import type { ErasedSince } from './erased-since';
import { writePrivately } from './private-file';

const NAME = 'satisfaction-erased.json';

const Record = v.object({
  frames: v.array(v.object({ frameId: v.string(), surveyId: v.string(), left: v.array(v.number()) })),
  surveyIds: v.array(v.string()),
  revokedTokenIds: v.array(v.string())
});

/** That of a backup's folder. */
export const erasureRecordOf = (backup: string): string => join(dirname(backup), NAME);

/** undefined: there is none. Throws `erasure-record-damaged`. */
export function readErasureRecord(path: string): ErasedSince | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return v.parse(Record, JSON.parse(readFileSync(path, 'utf8')));
  } catch (failure) {
    throw new Problem('erasure-record-damaged', { file: path, reason: (failure as Error).message.slice(0, 80) });
  }
}

/**
 * Keeps what stood there, of frames that the database no longer knows: backups that hold them may still be there. Nothing is written where there is
 * nothing to tell. Throws `erasure-record-damaged`, `backup-not-written`.
 */
export async function writeErasureRecord(path: string, erased: ErasedSince | undefined): Promise<void> {
  if (!erased || erased.frames.length + erased.surveyIds.length + erased.revokedTokenIds.length === 0) return;
  const before = readErasureRecord(path);
  const frames = new Map([...(before?.frames ?? []), ...erased.frames].map((frame) => [frame.frameId, frame]));
  const record: ErasedSince = {
    frames: [...frames.values()],
    surveyIds: [...new Set([...(before?.surveyIds ?? []), ...erased.surveyIds])],
    revokedTokenIds: [...new Set([...(before?.revokedTokenIds ?? []), ...erased.revokedTokenIds])]
  };
  await writePrivately(path, async (part) => writeFileSync(part, `${JSON.stringify(record)}\n`));
}
