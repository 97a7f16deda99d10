/**
 * The method of a survey for which none is named: the questionnaire's own, or of a copy that of the questionnaire it was made from, as long
 * as it fits: every scale has its threshold, and no factor that entered the overall figure was taken out.
 */
import type { Method } from '../../core/method/method';
import { isScoreOnly } from '../../core/method/method';
import type { MethodName } from '../../core/method/methods';
import { methodFor } from '../../core/method/methods';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { compileLayout } from '../../core/tally/compile-layout';
import type { Db } from '../schema';
import { findMethodByName } from '../store/methods';
import { findBasis, findQuestionnaireByCode } from '../store/questionnaires';
import { getQuestionnaireVersion } from '../store/versions';

/** `number`: of the version, the latest published one if left out. undefined: there is none, it must be named. */
export async function findUsualMethod(db: Db, code: string, number?: number): Promise<MethodName | undefined> {
  const own = methodFor(code);
  if (own) return own;
  const version = await findQuestionnaireByCode(db, code, number);
  for (let at = version && (await findBasis(db, version.id)); at; at = await findBasis(db, at.id)) {
    const name = methodFor(at.code);
    if (!name) continue;
    const method = await findMethodByName(db, name.family, name.number);
    const source = (await getQuestionnaireVersion(db, at.id)).content;
    return method && fitsMethod(version!.content, method.content) && keepsFactors(version!.content, source, method.content)
      ? name
      : undefined;
  }
  return undefined;
}

/** The method knows a threshold for each of its factors' scales, and the questionnaire has what it needs of them. */
export function fitsMethod(questionnaire: Questionnaire, method: Method): boolean {
  try {
    const layout = compileLayout(questionnaire, method);
    return isScoreOnly(method) || layout.items.some(({ satisfiedFrom }) => satisfiedFrom !== null);
  } catch {
    return false;
  }
}

function keepsFactors(copy: Questionnaire, source: Questionnaire, { factors }: Method): boolean {
  const entering = ({ sections }: Questionnaire) =>
    sections.flatMap(({ code, kind }) => (kind === 'factor' && factors.includes(code) ? [code] : []));
  const left = new Set(entering(copy));
  return entering(source).every((code) => left.has(code));
}
