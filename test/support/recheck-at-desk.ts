/** A round whose interviewers have asked, and what its coordinator and its re-interviewer do with it. */
import { randomBytes } from 'node:crypto';
import type { RecheckKind } from '../../src/lib/core/reinterview/recheck-item';
import { itemsAskedAgain } from '../../src/lib/core/reinterview/usual-items';
import { shareOutReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { drawReinterviews } from '../../src/lib/server/operations/draw-reinterviews';
import { openRecheckDesk } from '../../src/lib/server/operations/open-recheck-desk';
import { openRechecks } from '../../src/lib/server/operations/open-rechecks';
import { receiveRecheckForm } from '../../src/lib/server/operations/receive-recheck-form';
import { reviewInterviewer } from '../../src/lib/server/operations/review-interviewer';
import type { Db } from '../../src/lib/server/schema';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { formOf } from './asking';
import { as, BOX } from './people';
import { CONFIG, makeAnsweredRound } from './rechecked-round';
import type { RoundOptions } from './round';
import { ROUND_NOW } from './round';

const FOUR = { communes: 2, population: 60, sample: 30, reserve: 0, interviewers: 4 };
const SAID = { transaction: 'yes', answered: 'yes', agency: 'no' };

export async function setUpRechecks(db: Db, options: RoundOptions = FOUR) {
  const round = await makeAnsweredRound(db, options);
  const { coordinator, reinterviewer, questionnaire } = round;
  const desk = () => openRecheckDesk(db, as(coordinator), 'round', ROUND_NOW);
  const draw = (seed = '2026') => drawReinterviews(db, as(coordinator), 'round', formOf({ seed }), ROUND_NOW);
  const share = () => shareOutReinterviews(db, as(coordinator), 'round', ROUND_NOW);
  const own = async () => (await openRechecks(db, BOX, as(reinterviewer), ROUND_NOW)).rechecks;
  const items = itemsAskedAgain(questionnaire, []);
  const levels = Object.fromEntries(items.map(({ code }) => [code, '4']));
  const act = (kind: RecheckKind, id: string, fields: Record<string, string> = {}, who: SignedInUser = reinterviewer, hours = 0) =>
    receiveRecheckForm(
      db,
      CONFIG,
      as(who),
      { kind, id, form: formOf(fields) },
      randomBytes,
      new Date(ROUND_NOW.getTime() + hours * 3_600_000)
    );
  const store = (id: string, fields: Record<string, string> = {}, who?: SignedInUser) =>
    act('recheck', id, { ...SAID, ...levels, ...fields }, who);
  /** Everything that waits is asked again; whose forms are denied. */
  const askAll = async (denied: string | null) => {
    for (const { id } of await own()) {
      const { interviewer_id: of } = await db
        .selectFrom('reinterviews')
        .select('interviewer_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await store(id, of === denied ? { answered: 'no' } : {});
    }
  };
  const statuses = async (interviewerId: string) => {
    const rows = await db.selectFrom('responses').select('status').where('purpose', '=', 'main').where('entered_by', '=', interviewerId).execute(); // prettier-ignore
    return [...new Set(rows.map(({ status }) => status))];
  };
  const review = (id: string, step: 'clear' | 'confirm' | 'prove', reason = 'Đã gặp lại năm người, có biên bản kèm theo') =>
    reviewInterviewer(db, as(coordinator), 'round', id, step, formOf({ reason }), ROUND_NOW);
  return { ...round, desk, draw, share, own, levels, act, store, askAll, statuses, review };
}
