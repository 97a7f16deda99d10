/** A draw repeated from its record: the list read again, drawn again with the seed kept, and compared with what is stored. */
import { resultLines } from '../../core/sampling/draw-sample';
import { GENERATOR } from '../../core/sampling/random';
import { frameLines } from '../../core/sampling/sampling-frame';
import type { Db } from '../schema';
import type { StoredDraw } from '../store/draws';
import { listAsDrawn } from '../store/draws';
import { getFrame } from '../store/frame-rows';
import { lastUnitNo } from '../store/frame-units';
import type { KeptParameters } from './draw-sample';
import { drawInTurns, hashInTurns } from './draw-sample';
import { readFrame } from './read-sampling-frame';

/** Of a hundred: how far the work is once the list was read. */
const READ = 80;

export interface Repetition {
  readonly frameHash: string;
  readonly resultHash: string;
  /** The list is the one of the record, and so are the units drawn from it. */
  readonly isSameFrame: boolean;
  readonly isSameResult: boolean;
  /** The units that are stored are those; null: it was voided, and they are kept no longer. */
  readonly isSameStored: boolean | null;
  readonly isSame: boolean;
}

/** `progress`: of a hundred. */
export async function repeatDraw(db: Db, draw: StoredDraw, progress?: (percent: number) => Promise<void>): Promise<Repetition> {
  const { quotas, design, counted, ...sampling } = JSON.parse(draw.parameters) as KeptParameters;
  const frame = await getFrame(db, draw.frame_id!);
  const rows = Math.max(1, await lastUnitNo(db, frame.id));
  const read = await readFrame(db, { id: frame.id, kind: counted ? 'villages' : 'transactions' }, design, async (unit) =>
    progress?.((READ * unit) / rows)
  );
  const frameHash = await hashInTurns(frameLines(read));
  const resultHash = await hashInTurns(resultLines(await drawInTurns(read, sampling, quotas, draw.seed)));
  const stored = draw.voided_at === null ? await hashInTurns(resultLines(await listAsDrawn(db, draw.id))) : null;
  const isSameFrame = frameHash === draw.frame_hash;
  const isSameResult = resultHash === draw.result_hash && draw.generator === GENERATOR;
  const isSameStored = stored === null ? null : stored === draw.result_hash;
  return { frameHash, resultHash, isSameFrame, isSameResult, isSameStored, isSame: isSameFrame && isSameResult && isSameStored !== false };
}
