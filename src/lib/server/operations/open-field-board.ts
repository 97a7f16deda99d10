/** The field of a round as the coordinator sees it now: progress, outcome rates, how interviews go, who asks for a replacement. */
import { localDay } from '../../core/calendar/day';
import type { AnswerQuality, BoardLine } from '../../core/fieldwork/board';
import { answerQuality, boardLine } from '../../core/fieldwork/board';
import type { FinalCode } from '../../core/fieldwork/dispositions';
import { FINAL_CODES, isFinal, standing, TAKEN_OUT } from '../../core/fieldwork/dispositions';
import type { FieldTime } from '../../core/fieldwork/pace';
import { expectedProgress, fieldTime } from '../../core/fieldwork/pace';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findDraw } from '../store/draws';
import type { AlikeUnits, RoundUnit } from '../store/field-board';
import { countRoundUnits, listReplacementRequests, listUserNames } from '../store/field-board';
import { findRoundToRead } from './find-round';
import { groupBy } from './group-by';
import type { ReadAnswer } from './read-board-answers';
import { readBoardAnswers } from './read-board-answers';
import type { StratumWords } from './read-stratum-words';
import { readStratumWords } from './read-stratum-words';

export interface BoardPart {
  readonly key: string;
  readonly name: LocalizedText;
  readonly line: BoardLine;
}

export interface BoardInterviewer {
  readonly id: string;
  readonly name: string;
  readonly line: BoardLine;
  readonly quality: Omit<AnswerQuality, 'flags'> & { readonly flags: readonly (readonly [string, number])[] };
}

export interface OpenedBoard {
  readonly survey: { readonly code: string; readonly name: LocalizedText; readonly state: string };
  readonly mayWrite: boolean;
  readonly total: BoardLine;
  /** The progress that each part should have by now, 0–1; `time` null: nothing but the whole round's progress, or its end, says so. */
  readonly pace: { readonly expected: number; readonly time: FieldTime | null };
  /** By final code, units that stand under it now; those there are. */
  readonly dispositions: readonly { readonly code: FinalCode; readonly units: number }[];
  /** Named as the draw names them, which `stratumWords` reads. Empty where each stratum is an agency: they are `agencies`. */
  readonly strata: readonly BoardPart[];
  readonly stratumWords: StratumWords;
  readonly agencies: readonly BoardPart[];
  readonly interviewers: readonly BoardInterviewer[];
  readonly quality: BoardInterviewer['quality'];
  /** Units to be worked that nobody has. */
  readonly unassigned: number;
  readonly requests: readonly {
    readonly serial: number;
    readonly disposition: string;
    readonly reason: string;
    readonly at: string;
    readonly interviewer: string;
    readonly agency: LocalizedText;
  }[];
}

/** Throws what `findRoundToRead` throws. */
export async function openFieldBoard(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedBoard> {
  const today = localDay(now);
  const { survey, mayWrite } = await findRoundToRead(db, asking, code, today);
  const boarded = (await countRoundUnits(db, survey.id, today)).map((alike) => ({
    alike,
    units: alike.units,
    weight: alike.weight,
    ...standAlike(alike)
  }));
  const part = (key: string, name: LocalizedText, those: typeof boarded): BoardPart => ({ key, name, line: boardLine(those) });
  const answers = await readBoardAnswers(db, survey.id);
  const agencyNames = new Map(boarded.map(({ alike: { agencyCode, agencyVi, agencyEn } }) => [agencyCode, { vi: agencyVi, en: agencyEn }]));
  const requests = await listReplacementRequests(db, survey.id, today);
  const total = boardLine(boarded);
  const draw = await findDraw(db, survey.id);
  const field = { opensOn: survey.opens_on, closesOn: survey.closes_on, state: survey.state };
  const strata = [...groupBy(boarded, ({ alike }) => alike.stratum)];
  const agencies = [...groupBy(boarded, ({ alike }) => alike.agencyCode)];
  const isAgency = strata.length === agencies.length && strata.every(([, [first, ...rest]]) => rest.every(({ alike }) => alike.agencyCode === first!.alike.agencyCode)); // prettier-ignore
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state },
    mayWrite,
    total,
    pace: { expected: expectedProgress(field, today, total.progress), time: fieldTime(field, today) },
    dispositions: FINAL_CODES.map((final) => ({ code: final, units: sumOf(boarded.filter(({ standing: one }) => one === final)) })).filter(
      ({ units: n }) => n > 0
    ),
    strata: isAgency ? [] : strata.map(([stratum, those]) => part(stratum, { vi: stratum, en: '' }, [...those])),
    stratumWords: draw ? await readStratumWords(db, draw) : { parts: [], agencies: {} },
    agencies: agencies.map(([agency, those]) => part(agency, agencyNames.get(agency)!, [...those])),
    interviewers: await readInterviewers(db, boarded, answers),
    quality: withFlags(answerQuality(answers)),
    unassigned: sumOf(boarded.filter(({ alike, settled }) => !settled && alike.interviewer_id === null)),
    requests: requests.map(({ agencyVi, agencyEn, ...request }) => ({ ...request, agency: { vi: agencyVi, en: agencyEn } }))
  };
}

/**
 * An answer settles a unit whoever gave it, also where its disposition was not written yet. One that is held or excluded is no interview, or a
 * fabrication would go on raising the response rate.
 */
export function stands({ disposition, responseId, status, role, replaced_at: replaced }: RoundUnit, latest: string | null) {
  const final = status === 'held' || status === 'excluded' ? TAKEN_OUT : disposition === '' && responseId !== null ? '1.1' : disposition;
  return { standing: standing(final, latest), settled: isFinal(final) || replaced !== null, isMain: role === 'main' };
}

/** The same of units that stand alike. */
export function standAlike({ disposition, isAnswered, isReplaced, role, latest }: AlikeUnits) {
  const final = disposition === '' && isAnswered ? '1.1' : disposition;
  return { standing: standing(final, latest), settled: isFinal(final) || isReplaced, isMain: role === 'main' };
}

export const sumOf = (those: readonly { readonly units: number }[]): number => those.reduce((sum, { units }) => sum + units, 0);

async function readInterviewers(
  db: Db,
  boarded: readonly ({ readonly alike: AlikeUnits; readonly units: number; readonly weight: number } & ReturnType<typeof standAlike>)[],
  answers: readonly ReadAnswer[]
): Promise<readonly BoardInterviewer[]> {
  const byPerson = groupBy(answers, ({ enteredBy }) => enteredBy ?? '');
  const units = groupBy(boarded, ({ alike }) => alike.interviewer_id ?? '');
  const ids = [...new Set([...units.keys(), ...byPerson.keys()])].filter((id) => id !== '');
  const names = await listUserNames(db, ids);
  return ids
    .map((id) => ({
      id,
      name: names.get(id) ?? '',
      line: boardLine(units.get(id) ?? []),
      quality: withFlags(answerQuality(byPerson.get(id) ?? []))
    }))
    .toSorted((a, b) => compareNames(a.name, b.name));
}

const withFlags = ({ flags, ...quality }: AnswerQuality): BoardInterviewer['quality'] => ({ ...quality, flags: [...flags] });
