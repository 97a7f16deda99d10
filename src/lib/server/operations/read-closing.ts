/** What a round would be closed with, beside its weights: what its ledger, its phúc tra and its field say, and what they leave open. */
import { localDay } from '../../core/calendar/day';
import type { LedgerLine } from '../../core/fieldwork/ledger';
import { sumLedger } from '../../core/fieldwork/ledger';
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import { openForms } from '../../core/fieldwork/open-matters';
import type { RoundCounts } from '../../core/fieldwork/round-counts';
import { countRound } from '../../core/fieldwork/round-counts';
import type { Db } from '../schema';
import { countOpen, listUnsettledSerials } from '../store/closing-facts';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { readLedger } from './read-ledger';
import { readOutcomes } from './read-outcomes';
import { readRechecks } from './read-rechecks';

export interface ClosingFacts {
  readonly counts: RoundCounts;
  readonly paper: LedgerLine;
  readonly open: OpenMatters;
}

export async function readClosing(db: Db, survey: Survey, now: Date): Promise<ClosingFacts> {
  const units = await readOutcomes(db, survey.id, localDay(now));
  const counts = countRound(units);
  const forms = await readLedger(db, survey.id);
  const paper = sumLedger(forms);
  const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const interviewers = await readRechecks(db, survey.id, content, (await findRound(db, survey.id)).settings);
  const waiting = forms.filter(({ waitsForKeying }) => waitsForKeying).flatMap(({ serials }) => serials);
  return {
    counts,
    paper,
    open: {
      ...openForms(paper),
      ...(await countOpen(db, survey.id)),
      keyings: new Set([...waiting, ...(await listUnsettledSerials(db, survey.id))]).size,
      parts: interviewers.filter(({ due, lateDue }) => due.take > 0 || lateDue.take > 0).length,
      reviews: interviewers.filter(({ review }) => review?.state === 'under_review').length,
      units: units.filter(({ disposition, responseId }) => disposition === '' && responseId === null).length
    }
  };
}
