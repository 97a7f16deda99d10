/** New drafts: an empty one, a copy of a version, or what an XLSForm says. A questionnaire of its own belongs to the maker's agency. */
import { readName } from '../../core/agency/agency-name';
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import { blankDraft } from '../../core/questionnaire/draft/blank-draft';
import type { LocalizedText, Questionnaire } from '../../core/questionnaire/questionnaire';
import { codeOf } from '../../core/questionnaire/xlsform/codes';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import { readXlsFormFile } from '../read-xlsform';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findQuestionnaire, insertDraft } from '../store/questionnaire-drafts';
import { insertQuestionnaire, updateQuestionnaireTitle } from '../store/questionnaires';
import { inTransaction } from '../transaction';
import type { OfficeQuestionnaire } from './find-office-questionnaire';
import { findOfficeQuestionnaire, findOfficeVersion, requireWriter } from './find-office-questionnaire';
import { freeCode } from './open-version';

export interface NewVersion {
  readonly code: string;
  readonly number: number;
}

const LONGEST_CODE = 60;
const CODE = /^[a-z][a-z0-9-]*$/;

/** Throws `form-invalid` (`name-missing`, `questionnaire-code-invalid`, `questionnaire-code-taken` at their fields). */
export async function createBlank(
  db: Db,
  asking: Asking,
  typed: { readonly titleVi: string; readonly titleEn: string; readonly code: string },
  now: Date
): Promise<NewVersion> {
  requireRole(asking, 'questionnaire:write');
  const { titleVi, titleEn, code } = readFields({
    titleVi: () => readName(typed.titleVi),
    titleEn: () => (typed.titleEn.trim() === '' ? '' : readName(typed.titleEn)),
    code: () => (typed.code.trim() === '' ? null : readCode(typed.code))
  });
  const title: LocalizedText = titleEn === '' ? { vi: titleVi } : { vi: titleVi, en: titleEn };
  return inTransaction(db, async (trx) => {
    const own = code ?? (await freeCode(trx, codeOf(titleVi, 'questionnaire').slice(0, LONGEST_CODE).replace(/-+$/, '')));
    return insertOwn(trx, asking, blankDraft(own, title), { basedOn: null, notes: [], how: 'create' }, now);
  });
}

/** As the next draft of the same questionnaire; with a code, or where the person may not write there, as one of its own. */
export async function copyVersion(
  db: Db,
  asking: Asking,
  address: { readonly code: string; readonly number: string },
  typedCode: string,
  now: Date
): Promise<NewVersion> {
  requireRole(asking, 'questionnaire:write');
  return inTransaction(db, async (trx) => {
    const { questionnaire, version } = await findOfficeVersion(trx, asking, address, now);
    const from = { basedOn: { id: version.id, code: questionnaire.code, number: version.number }, notes: [], how: 'copy' } as const;
    if (typedCode.trim() === '') return insertNext(trx, asking, questionnaire, version.content, from, now);
    const { code } = readFields({ code: () => readCode(typedCode) });
    return insertOwn(trx, asking, { ...version.content, code }, from, now);
  });
}

/**
 * `into`: the code of the questionnaire whose next draft it becomes; '': one of its own. Nothing is stored of a file with mistakes.
 * Throws what `readXlsFormFile` throws.
 */
export async function importXlsForm(
  db: Db,
  asking: Asking,
  file: { readonly bytes: Uint8Array; readonly name: string } | undefined,
  into: string,
  now: Date
): Promise<NewVersion> {
  requireRole(asking, 'questionnaire:write');
  if (!file) throw new Problem('form-invalid', { count: 1 }, [{ place: 'file', code: 'questionnaire-file-missing', parameters: {} }]);
  const target = into === '' ? null : await findOfficeQuestionnaire(db, asking, into, now);
  if (target) requireWriter(asking, target);
  const { questionnaire: content, notes } = await readXlsFormFile(file.bytes, file.name);
  return inTransaction(db, async (trx) => {
    const from = { basedOn: null, notes, how: 'import' } as const;
    if (target) return insertNext(trx, asking, target, content, from, now);
    const code = await freeCode(trx, content.code.slice(0, LONGEST_CODE).replace(/-+$/, ''));
    return insertOwn(trx, asking, { ...content, code }, from, now);
  });
}

interface Origin {
  readonly basedOn: (NewVersion & { readonly id: string }) | null;
  readonly notes: readonly ProblemDetail[];
  readonly how: 'create' | 'copy' | 'import';
}

async function insertOwn(trx: Db, asking: Asking, content: Questionnaire, origin: Origin, now: Date): Promise<NewVersion> {
  const user = requireRole(asking, 'questionnaire:write');
  const taken = () => ({ place: 'code', code: 'questionnaire-code-taken', parameters: { code: content.code } }) as const;
  if (await findQuestionnaire(trx, content.code)) throw new Problem('form-invalid', { count: 1 }, [taken()]);
  // The widest of the person's places, the first where there are several.
  const [place = ''] = [...scopesOf(user, 'questionnaire:write')].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const ownerAgencyId = place.split('/').at(-2) ?? '';
  const questionnaireId = await insertQuestionnaire(trx, content, ownerAgencyId);
  return insertVersion(trx, { id: questionnaireId, code: content.code, ownerAgencyId }, content, origin, user.id, now);
}

async function insertNext(
  trx: Db,
  asking: Asking,
  questionnaire: OfficeQuestionnaire,
  content: Questionnaire,
  origin: Origin,
  now: Date
): Promise<NewVersion> {
  const user = requireWriter(asking, questionnaire);
  await updateQuestionnaireTitle(trx, questionnaire.id, { ...content, code: questionnaire.code });
  return insertVersion(trx, questionnaire, { ...content, code: questionnaire.code }, origin, user.id, now);
}

async function insertVersion(
  trx: Db,
  questionnaire: Pick<OfficeQuestionnaire, 'id' | 'code' | 'ownerAgencyId'>,
  content: Questionnaire,
  { basedOn, notes, how }: Origin,
  userId: string,
  now: Date
): Promise<NewVersion> {
  const at = now.toISOString();
  const number = await insertDraft(trx, { questionnaireId: questionnaire.id, content, basedOnId: basedOn?.id ?? null, notes, at, userId });
  await appendAuditEvent(trx, byUser({ id: userId }, now), {
    action: `questionnaire.${how}`,
    subjectKind: 'questionnaire',
    subjectId: questionnaire.id,
    agencyId: questionnaire.ownerAgencyId,
    change: { code: questionnaire.code, version: number, based_on: basedOn && `${basedOn.code}/${basedOn.number}` }
  });
  return { code: questionnaire.code, number };
}

/** Throws `questionnaire-code-invalid`. */
function readCode(typed: string): string {
  const code = typed.trim();
  // An address of the office stands where a code would.
  if (!CODE.test(code) || code.length > LONGEST_CODE || code === 'new')
    throw new Problem('questionnaire-code-invalid', { max: LONGEST_CODE });
  return code;
}
