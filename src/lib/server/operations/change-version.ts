/** What becomes of a version: published, retired, in force again; and of a draft: deleted. Each with its event. */
import { Problem } from '../../core/problem';
import { checkDraft } from '../../core/questionnaire/draft/check-draft';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import type { AuditChange } from '../store/audit-events';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { contentHash } from '../store/questionnaires';
import { clearDraftNotes, deleteDraft, publishVersion, setVersionState } from '../store/questionnaire-drafts';
import { inTransaction } from '../transaction';
import type { OfficeQuestionnaire, OfficeVersion } from './find-office-questionnaire';
import { findOfficeVersion, requireWriter } from './find-office-questionnaire';
import { conflictOf } from './save-draft';

export const VERSION_STEPS = ['publish', 'retire', 'restore', 'delete', 'notes'] as const;
export type VersionStep = (typeof VERSION_STEPS)[number];

interface VersionAddress {
  readonly code: string;
  readonly number: string;
}

/**
 * Publishing asks for the revision that the person saw. Throws what `findOfficeVersion` and `requireWriter` throw, `questionnaire-fixed`,
 * `questionnaire-is-draft`, `edit-conflict`, and `questionnaire-incomplete` with what is missing.
 */
export async function changeVersion(
  db: Db,
  asking: Asking,
  address: VersionAddress,
  { step, revision }: { readonly step: VersionStep; readonly revision: number },
  now: Date
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { questionnaire, version } = await findOfficeVersion(trx, asking, address, now);
    const by = byUser(requireWriter(asking, questionnaire), now);
    const done = await apply(trx, questionnaire, version, step, revision, by.at);
    if (done)
      await appendAuditEvent(trx, by, {
        action: `questionnaire.${step}`,
        subjectKind: 'questionnaire',
        subjectId: questionnaire.id,
        agencyId: questionnaire.ownerAgencyId,
        change: { code: questionnaire.code, version: version.number, ...done }
      });
  });
}

/** undefined: nothing to tell. */
async function apply(
  trx: Db,
  questionnaire: OfficeQuestionnaire,
  version: OfficeVersion,
  step: VersionStep,
  revision: number,
  at: string
): Promise<AuditChange | undefined> {
  const { id, state, content } = version;
  const isDraftStep = step === 'publish' || step === 'delete' || step === 'notes';
  if (isDraftStep && state !== 'draft') throw new Problem('questionnaire-fixed');
  if (!isDraftStep && state === 'draft') throw new Problem('questionnaire-is-draft');
  switch (step) {
    case 'publish': {
      if (revision !== version.revision) throw conflictOf(version, at);
      const faults = checkDraft(content);
      if (faults.length > 0) throw new Problem('questionnaire-incomplete', { count: faults.length }, faults);
      await publishVersion(trx, version, at);
      return { state: ['draft', 'published'], hash: contentHash(content) };
    }
    case 'delete':
      await deleteDraft(trx, questionnaire.id, id);
      return { state: ['draft', null] };
    case 'notes':
      await clearDraftNotes(trx, id);
      return {};
    default: {
      const to = step === 'retire' ? 'retired' : 'published';
      if (state === to) return undefined;
      await setVersionState(trx, id, to);
      return { state: [state, to] };
    }
  }
}
