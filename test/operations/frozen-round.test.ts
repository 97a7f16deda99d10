// What is closed for good keeps its name; and what another key sealed does not take the rest with it.
import { expect, test } from 'vitest';
import { secretBox } from '../../src/lib/server/secret-box';
import { editSurvey } from '../../src/lib/server/operations/edit-survey';
import { openRecheck } from '../../src/lib/server/operations/open-rechecks';
import type { ReinterviewTable } from '../../src/lib/server/schema-desk';
import { newId } from '../../src/lib/server/new-id';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { updateRound } from '../../src/lib/server/store/rounds';
import { answerRound } from '../support/answered-round';
import { onBothEngines } from '../support/engines';
import { as, BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';

const SIZES = { communes: 1, population: 10, sample: 3, reserve: 1 } as const;

onBothEngines('a round', (open) => {
  test('that is frozen keeps its name', async () => {
    await using database = await open();
    const { db } = database;
    const { survey } = await makeRound(db, { ...SIZES, state: 'closed' });
    const edit = { nameVi: 'Tên khác', nameEn: 'Another name', opensOn: survey.opens_on, closesOn: survey.closes_on };
    const rename = () => editSurvey(db, 'round', edit, ROUND_NOW, byCommand(ROUND_NOW));
    await rename();
    await updateRound(db, survey.id, { frozen_at: ROUND_NOW.toISOString() });
    expect((await problemOf(rename())).code).toBe('round-frozen');
  });

  test('whose names another key sealed is asked about again all the same, without them', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { ...SIZES, sample: 10, reserve: 0 });
    await answerRound(db, round, { released: 0 });
    const answer = await db.selectFrom('responses').select(['id', 'sampled_unit_id']).orderBy('id').limit(1).executeTakeFirstOrThrow();
    const id = newId();
    const row: ReinterviewTable = {
      ...{ id, survey_id: round.survey.id, sampled_unit_id: answer.sampled_unit_id!, draw_id: null, response_id: answer.id },
      ...{ interviewer_id: round.interviewers[0]!.id, cause: 'flagged', reinterviewer_id: round.reinterviewer.id, state: 'waiting' },
      ...{ second_response_id: null, checks: '{}', outcome: '', done_at: null }
    };
    await db.insertInto('reinterviews').values(row).execute(); // prettier-ignore
    const look = (box: typeof BOX) => openRecheck(db, box, as(round.reinterviewer), id, ROUND_NOW);
    expect((await look(BOX)).contact).not.toBeNull();
    expect((await look(secretBox(Buffer.alloc(32, 9)))).contact).toBeNull();
  });
});
