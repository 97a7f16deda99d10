/** What there is to give to interviewers: open units by agency with who has them, and the interviewers with what they have. */
import { localDay } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { listInterviewers } from '../store/assignments';
import { listLatestAttempts, listRoundUnits } from '../store/field-board';
import { findRoundToRead } from './find-round';
import { groupBy } from './group-by';
import { stands } from './open-field-board';
import { readOutsideInterviewers } from './outside-interviewers';

export interface OpenedAssigning {
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly mayWrite: boolean;
  readonly unassigned: number;
  readonly open: number;
  readonly agencies: readonly {
    readonly code: string;
    readonly name: LocalizedText;
    readonly open: number;
    readonly unassigned: number;
    /** Who has how many of them. */
    readonly people: readonly { readonly name: string; readonly units: number }[];
  }[];
  readonly interviewers: readonly {
    readonly id: string;
    readonly name: string;
    readonly open: number;
    readonly answered: number;
    /** Surveyed agencies that the person is of: nothing of theirs is for this one to ask. */
    readonly of: readonly LocalizedText[];
    /** Of the open units, how many are of those agencies. */
    readonly ofOwn: number;
  }[];
}

/** Throws what `findRoundToRead` throws. */
export async function openAssigning(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedAssigning> {
  const today = localDay(now);
  const { survey, owner, mayWrite } = await findRoundToRead(db, asking, code, today);
  const [units, latest] = [await listRoundUnits(db, survey.id, today), await listLatestAttempts(db, survey.id)];
  const open = units.filter((unit) => !stands(unit, latest.get(unit.id) ?? null).settled);
  const held = groupBy(open, ({ interviewer_id: id }) => id ?? '');
  const people = await listInterviewers(db, owner.path, today);
  const { isOf } = await readOutsideInterviewers(db, people.map(({ id }) => id), owner.path, today); // prettier-ignore
  const surveyed = [...groupBy(units, ({ agencyPath }) => agencyPath).values()].map(([first]) => first!);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    mayWrite,
    unassigned: held.get('')?.length ?? 0,
    open: open.length,
    agencies: [...groupBy(open, ({ agencyCode }) => agencyCode)].map(([agency, those]) => ({
      code: agency,
      name: { vi: those[0]!.agencyVi, en: those[0]!.agencyEn },
      open: those.length,
      unassigned: those.filter(({ interviewer_id: id }) => id === null).length,
      people: [
        ...groupBy(
          those.filter(({ interviewer_id: id }) => id !== null),
          ({ interviewer }) => interviewer ?? ''
        )
      ].map(
        // prettier-ignore
        ([name, units]) => ({ name, units: units.length })
      )
    })),
    interviewers: people.map(({ id, name }) => ({
      ...{ id, name, open: held.get(id)?.length ?? 0 },
      of: surveyed.filter(({ agencyPath }) => isOf(id, agencyPath)).map(({ agencyVi, agencyEn }) => ({ vi: agencyVi, en: agencyEn })),
      ofOwn: (held.get(id) ?? []).filter(({ agencyPath }) => isOf(id, agencyPath)).length,
      answered: units.filter((unit) => unit.interviewer_id === id && unit.responseId !== null).length
    }))
  };
}
