/** What there is to give to interviewers: open units by agency with who has them, and the interviewers with what they have. */
import { localDay } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { listInterviewers } from '../store/assignments';
import { findDraw } from '../store/draws';
import type { AlikeUnits } from '../store/field-board';
import { countRoundUnits, listUserNames } from '../store/field-board';
import { findRoundToRead } from './find-round';
import { groupBy } from './group-by';
import { standAlike, sumOf } from './open-field-board';
import { readOutsideInterviewers } from './outside-interviewers';
import type { StratumWords } from './read-stratum-words';
import { readStratumWords } from './read-stratum-words';

export interface UnitsToGive {
  readonly open: number;
  readonly unassigned: number;
  /** Who has how many of them. */
  readonly people: readonly { readonly name: string; readonly units: number }[];
}

export interface OpenedAssigning {
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly mayWrite: boolean;
  readonly unassigned: number;
  readonly open: number;
  readonly agencies: readonly ({ readonly code: string; readonly name: LocalizedText } & UnitsToGive)[];
  /** Empty where choosing by them says no more than choosing by agency does. */
  readonly strata: readonly ({ readonly name: string } & UnitsToGive)[];
  readonly stratumWords: StratumWords;
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
  const units = await countRoundUnits(db, survey.id, today);
  const open = units.filter((alike) => !standAlike(alike).settled);
  const held = groupBy(open, ({ interviewer_id: id }) => id ?? '');
  const people = await listInterviewers(db, owner.path, today);
  const names = await listUserNames(db, [...held.keys()].filter((id) => id !== '')); // prettier-ignore
  const { isOf } = await readOutsideInterviewers(db, people.map(({ id }) => id), owner.path, today); // prettier-ignore
  const draw = await findDraw(db, survey.id);
  const stratumWords = draw ? await readStratumWords(db, draw) : { parts: [], agencies: {} };
  const byStratum = stratumWords.parts.some((part) => part !== 'agency') ? [...groupBy(open, ({ stratum }) => stratum)] : [];
  const counts = (those: readonly AlikeUnits[]): UnitsToGive => {
    const given = those.filter(({ interviewer_id: id }) => id !== null);
    const holders = [...groupBy(given, ({ interviewer_id: id }) => names.get(id!) ?? '')];
    return {
      ...{ open: sumOf(those), unassigned: sumOf(those) - sumOf(given) },
      people: holders.map(([name, alike]) => ({ name, units: sumOf(alike) }))
    };
  };
  const surveyed = [...groupBy(units, ({ agencyPath }) => agencyPath).values()].map(([first]) => first!);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    mayWrite,
    unassigned: sumOf(held.get('') ?? []),
    open: sumOf(open),
    agencies: [...groupBy(open, ({ agencyCode }) => agencyCode)].map(([agency, those]) => ({
      ...{ code: agency, name: { vi: those[0]!.agencyVi, en: those[0]!.agencyEn } },
      ...counts(those)
    })),
    strata: byStratum.map(([name, those]) => ({ name, ...counts(those) })),
    stratumWords,
    interviewers: people.map(({ id, name }) => ({
      ...{ id, name, open: sumOf(held.get(id) ?? []) },
      of: surveyed.filter(({ agencyPath }) => isOf(id, agencyPath)).map(({ agencyVi, agencyEn }) => ({ vi: agencyVi, en: agencyEn })),
      ofOwn: sumOf((held.get(id) ?? []).filter(({ agencyPath }) => isOf(id, agencyPath))),
      answered: sumOf(units.filter((alike) => alike.interviewer_id === id && alike.isAnswered))
    }))
  };
}
