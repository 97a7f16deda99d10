/** The desk of one round: how far each step is, in figures. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { DeskFacts, DeskStep, StepProgress } from '../../core/fieldwork/desk-steps';
import { stepProgress } from '../../core/fieldwork/desk-steps';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { countDeskFacts } from '../store/desk-facts';
import { findRoundToRead } from './find-round';
import type { KeptPersons } from './open-persons';
import { readKeptPersons } from './open-persons';

export interface OpenedDesk {
  readonly survey: {
    readonly code: string;
    readonly name: LocalizedText & { readonly en: string };
    readonly state: DeskFacts['state'];
    readonly opensOn: Day;
    readonly closesOn: Day | null;
  };
  readonly facts: DeskFacts;
  readonly steps: Readonly<Record<DeskStep, StepProgress>>;
  readonly persons: KeptPersons;
  readonly mayWrite: boolean;
}

/** Throws what `findRoundToRead` throws. */
export async function openDesk(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedDesk> {
  const { survey, round, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const facts = { state: survey.state, isFrozen: round.frozen_at !== null, ...(await countDeskFacts(db, survey.id)) };
  return {
    survey: {
      code: survey.code,
      name: { vi: survey.name_vi, en: survey.name_en },
      state: survey.state,
      opensOn: survey.opens_on,
      closesOn: survey.closes_on
    },
    facts,
    steps: stepProgress(facts),
    persons: await readKeptPersons(db, survey.id, round),
    mayWrite
  };
}
