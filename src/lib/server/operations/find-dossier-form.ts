/**
 * The form of one dossier, opened by the code on its slip: what its counter asks today of whoever comes, once. Its answer is the continuous
 * survey's, by a channel that shows that somebody had a matter there; never a sample's.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { listCounterForms } from '../store/counter-forms';
import type { PersonalCode } from '../store/personal-codes';
import { findCodedDossier, findSlipAnswer } from '../store/personal-codes';
import { openAtCounter } from './find-counter-form';
import type { FormPlace, OpenForm } from './form-place';
import { FormUnavailable } from './form-place';

/** undefined: nothing is known of the dossier any more. Throws FormUnavailable: invite-used, and what `findCounterForm` throws. */
export async function findDossierForm(db: Db, code: PersonalCode, now: Date): Promise<OpenForm | undefined> {
  const { dossier_id: dossierId } = code;
  const dossier = dossierId === null ? undefined : await findCodedDossier(db, dossierId);
  if (!dossier || dossierId === null) return undefined;
  const today = localDay(now);
  const rows = await listCounterForms(db, dossier.counterCode, today);
  const own = (place: FormPlace): FormPlace => ({
    ...place,
    code: '',
    handlingAgencyId: dossier.handlingAgencyId,
    once: { kind: 'dossier', dossierId }
  });
  const opened = await openAtCounter(db, dossier.counterCode, rows, today).catch((failure: unknown) => {
    if (failure instanceof FormUnavailable) return failure;
    throw failure;
  });
  const place = opened.place && own(opened.place);
  // A merger may have led the counter's code to another counter meanwhile.
  const counters = [dossier.counterId, place?.counterId ?? dossier.counterId];
  const stored = code.used_at === null ? undefined : await findSlipAnswer(db, [dossierId, code.code], counters);
  if (stored) {
    const surveyId = opened instanceof FormUnavailable ? opened.surveyId : opened.survey.id;
    throw new FormUnavailable(new Problem('invite-used'), place, opened.version, surveyId, stored);
  }
  if (opened instanceof FormUnavailable) throw new FormUnavailable(opened, place, opened.version, opened.surveyId);
  return { ...opened, place: own(opened.place) };
}
