/** A round's answers as its board looks at them: how much was left empty, how long it took, what looks odd. */
import type { BoardAnswer } from '../../core/fieldwork/board';
import { withBoardFlags } from '../../core/fieldwork/board-flags';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { missingItems } from '../../core/response/answer-disposition';
import { decodeAnswers } from '../../core/response/encode-answers';
import type { Db } from '../schema';
import { listRoundAnswers } from '../store/field-board';
import { getQuestionnaireVersion } from '../store/versions';

export interface ReadAnswer extends BoardAnswer {
  readonly unitId: string;
  /** Who asked; null: people themselves, or whoever keyed their paper. */
  readonly enteredBy: string | null;
  readonly pattern: string;
}

const NO_FLAGS: readonly string[] = [];

export async function readBoardAnswers(db: Db, surveyId: string): Promise<readonly ReadAnswer[]> {
  const rows = await listRoundAnswers(db, surveyId);
  const contents = new Map<string, Questionnaire>();
  for (const id of new Set(rows.map(({ versionId }) => versionId))) contents.set(id, (await getQuestionnaireVersion(db, id)).content);
  return withBoardFlags(
    rows.map(({ unitId, versionId, answers, durationMs, flags, enteredBy }): ReadAnswer => {
      const { shown, missing } = missingItems(contents.get(versionId)!, decodeAnswers(answers));
      const known = flags === '[]' ? NO_FLAGS : (JSON.parse(flags) as string[]);
      return { unitId: unitId!, shown, missing, durationMs, flags: known, enteredBy, pattern: answers };
    })
  );
}
