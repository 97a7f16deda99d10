/** What a person asked for who had a sample drawn: checked against the round as it is now, and kept by the job that draws from a large list. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { SignedInUser } from '../store/users';
import type { StoredDesign } from '../store/designs';
import { listDesigns } from '../store/designs';
import { findDraw, isDrawInUse } from '../store/draws';
import type { Frame } from '../store/frames';
import type { Survey } from '../store/surveys';
import { makeSeed, readTypedSeed } from './draw-seed';
import { findRoundToWrite } from './find-round';
import { getReadyFrame } from './read-sampling-frame';

/** The same, done twice, draws once: the draw gets the order's id. */
export interface DrawOrder {
  readonly drawId: string;
  readonly surveyId: string;
  readonly frameId: string;
  readonly label: string;
  /** Of the design when it was asked for. */
  readonly revision: number;
  readonly seed: string;
  readonly seedTyped: boolean;
  /** The draw that is voided by this one; null: there is none. */
  readonly beforeId: string | null;
  /** '' : there is none before. */
  readonly reason: string;
}

interface ReadDrawOrder {
  readonly order: DrawOrder;
  readonly user: SignedInUser;
  readonly survey: Survey;
  readonly frame: Frame;
  readonly design: StoredDesign;
}

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

/**
 * Throws what `findRoundToWrite` throws, `draw-fixed`, `frame-not-ready`, `form-invalid` (`seed-invalid`, `reason-short`, `reason-long`),
 * `draw-changed`, `draw-in-use`, `design-not-found`.
 */
export async function readDrawOrder(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<ReadDrawOrder> {
  const { survey, user } = await findRoundToWrite(db, asking, code, localDay(now));
  if (survey.state !== 'draft') throw new Problem('draw-fixed');
  const frame = await getReadyFrame(db, survey.id);
  const before = await findDraw(db, survey.id);
  const fields = readFields({
    seed: () => readTypedSeed(textField(form, 'seed')),
    reason: () => (before ? readReason(textField(form, 'reason')) : '')
  });
  // A page from before another draw: pressed, it would void what its reader has not seen.
  if (textField(form, 'before') !== (before ? String(before.number) : '')) throw new Problem('draw-changed');
  if (before && (await isDrawInUse(db, before))) throw new Problem('draw-in-use');
  const design = await findDesignOf(db, survey.id, frame.id, textField(form, 'design'));
  const order: DrawOrder = {
    ...{ drawId: newId(), surveyId: survey.id, frameId: frame.id, label: design.label, revision: design.revision },
    ...{ seed: makeSeed(fields.seed), seedTyped: fields.seed !== '', beforeId: before?.id ?? null, reason: fields.reason }
  };
  return { order, user, survey, frame, design };
}

/** Throws `design-not-found`. */
export async function findDesignOf(db: Db, surveyId: string, frameId: string, label: string): Promise<StoredDesign> {
  const design = (await listDesigns(db, surveyId, frameId)).find((one) => one.label === label);
  if (!design) throw new Problem('design-not-found');
  return design;
}

function readReason(typed: string): string {
  const text = typed.normalize('NFC').trim();
  if (text.length < SHORTEST_REASON) throw new Problem('reason-short', { min: SHORTEST_REASON });
  if (text.length > LONGEST_REASON) throw new Problem('reason-long', { len: text.length, max: LONGEST_REASON });
  return text;
}
