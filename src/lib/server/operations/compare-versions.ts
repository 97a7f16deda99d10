/** Two versions side by side: of one questionnaire, or of two where one was copied from the other. */
import type { QuestionnaireComparison } from '../../core/questionnaire/compare-questionnaires';
import { compareQuestionnaires } from '../../core/questionnaire/compare-questionnaires';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findOfficeQuestionnaire, findOfficeVersion } from './find-office-questionnaire';
import type { QuestionnaireHead } from './open-questionnaire';
import { headOf } from './open-questionnaire';
import { listVersions } from '../store/questionnaire-drafts';

export interface ComparedVersions extends QuestionnaireComparison {
  readonly questionnaire: QuestionnaireHead;
  /** `code/number`, as the address says them. */
  readonly from: string;
  readonly to: string;
  /** To choose from. */
  readonly choices: readonly { readonly value: string; readonly code: string; readonly number: number }[];
}

/** `?from=1&to=2`, or `from=other-code/1`; left out: the two latest. Throws what `findOfficeVersion` throws. */
export async function compareVersions(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<ComparedVersions> {
  const questionnaire = await findOfficeQuestionnaire(db, asking, code, now);
  const versions = (await listVersions(db, questionnaire.id)).filter(({ state }) => state !== 'draft' || questionnaire.mayWrite);
  const [latest] = versions;
  if (!latest) throw new Problem('questionnaire-version-not-found', { code, number: 1 });
  const own = versions.map(({ number }) => ({ code, number }));
  const base = latest.basedOn ?? own[1] ?? own[0]!;
  const [from, to] = [addressOf(query.get('from'), code, base), addressOf(query.get('to'), code, latest)];
  const [before, after] = [await findOfficeVersion(db, asking, from, now), await findOfficeVersion(db, asking, to, now)];
  const bases = versions.flatMap(({ basedOn }) => basedOn ?? []);
  const all = [...own, ...bases, numbered(from), numbered(to)].map((one) => ({ ...one, value: `${one.code}/${one.number}` }));
  return {
    ...compareQuestionnaires(before.version.content, after.version.content),
    questionnaire: headOf(questionnaire),
    ...{ from: `${from.code}/${from.number}`, to: `${to.code}/${to.number}` },
    choices: all.filter(({ value }, i) => all.findIndex((other) => other.value === value) === i)
  };
}

function addressOf(typed: string | null, code: string, otherwise: { readonly code?: string; readonly number: number }) {
  if (typed === null || typed === '') return { code: otherwise.code ?? code, number: String(otherwise.number) };
  const [first = '', second] = typed.split('/');
  return second === undefined ? { code, number: first } : { code: first, number: second };
}

const numbered = ({ code, number }: { readonly code: string; readonly number: string }) => ({ code, number: Number(number) });
