/** Published versions never change, so each process reads one once. Bounded: a province has dozens of them, not thousands. */
import type { MethodVersion } from './methods';
import { findMethodVersion } from './methods';
import type { QuestionnaireVersion } from './questionnaires';
import { findQuestionnaireVersion } from './questionnaires';
import type { Db } from '../schema';

const MOST = 200;
const questionnaires = new Map<string, QuestionnaireVersion>();
const methods = new Map<string, MethodVersion>();

/** undefined: no such version. */
export function readQuestionnaireVersion(db: Db, id: string): Promise<QuestionnaireVersion | undefined> {
  return remember(questionnaires, id, () => findQuestionnaireVersion(db, id));
}

/** Throws where a survey names a version that is not there: the foreign key does not allow it. */
export async function getQuestionnaireVersion(db: Db, id: string): Promise<QuestionnaireVersion> {
  const version = await readQuestionnaireVersion(db, id);
  if (!version) throw new Error(`questionnaire version ${id} is missing`);
  return version;
}

export async function getMethodVersion(db: Db, id: string): Promise<MethodVersion> {
  const version = await remember(methods, id, () => findMethodVersion(db, id));
  if (!version) throw new Error(`method version ${id} is missing`);
  return version;
}

async function remember<T>(kept: Map<string, T>, id: string, find: () => Promise<T | undefined>): Promise<T | undefined> {
  const known = kept.get(id);
  if (known) return known;
  const found = await find();
  if (found) {
    if (kept.size >= MOST) kept.clear();
    kept.set(id, found);
  }
  return found;
}
