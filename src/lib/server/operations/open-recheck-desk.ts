/** The desk's pages about re-interviews: the settings, the draws, who asks whom, and what came of it by interviewer. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { RoundSettings } from '../../core/fieldwork/round-settings';
import { Problem } from '../../core/problem';
import type { LevelItem, LocalizedText } from '../../core/questionnaire/questionnaire';
import type { RoundFigures } from '../../core/reinterview/interviewer-figures';
import { roundFigures } from '../../core/reinterview/interviewer-figures';
import type { GiveUpReason } from '../../core/reinterview/tries';
import { askableItems, itemsAskedAgain } from '../../core/reinterview/usual-items';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { listAgenciesOf } from '../store/agencies';
import { findQuestionnaireVersion } from '../store/questionnaires';
import { listNames, listReinterviewDraws, listReviews } from '../store/reinterviews';
import { listReinterviewers } from './assign-reinterviews';
import type { BothFigures } from './both-figures';
import { readBothFigures } from './both-figures';
import { repeatDraw } from './draw-reinterviews';
import type { DeskRound } from './find-round';
import { findRoundToRead } from './find-round';
import type { ListedHandling } from './list-handling';
import { listHandling, peopleOf } from './list-handling';
import type { InterviewerRecheck, ReadReinterview } from './read-rechecks';
import { readRechecks } from './read-rechecks';

type SurveyHead = { readonly code: string; readonly name: LocalizedText & { readonly en: string } };

export type InterviewerState = 'none' | 'waiting' | 'clear' | 'watched' | 'under_review' | 'cleared' | 'confirmed';

export interface ListedInterviewer extends Pick<InterviewerRecheck, 'id' | 'figures' | 'flagged'> {
  readonly name: string;
  /** Forms to draw now. */
  readonly wanted: number;
  /** Forms that came in after the last part was drawn. */
  readonly late: number;
  readonly forms: number;
  readonly held: number;
  readonly excluded: number;
  readonly rate: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  readonly state: InterviewerState;
}

export interface WaitingRecheck {
  readonly id: string;
  readonly serial: number;
  readonly agency: LocalizedText;
  readonly interviewer: string;
  readonly isFlagged: boolean;
  readonly reinterviewer: string | null;
  readonly tries: number;
  /** Of one that was given up, and goes to a second person: by whom, and what for. */
  readonly givenUp: GivenUp | null;
}

interface GivenUp {
  readonly by: string;
  readonly reason: GiveUpReason;
}

export interface ListedDraw {
  readonly number: number;
  readonly seed: string;
  /** null: not recorded. */
  readonly seedTyped: boolean | null;
  readonly generator: string;
  readonly at: string;
  readonly by: string | null;
  readonly forms: number;
  readonly hash: string;
  /** `late`: of the forms that had come in since. */
  readonly which: 'due' | 'late';
  /** Drawn again from its record it gives the same forms. */
  readonly isSame: boolean;
}

export interface OpenedRecheckDesk {
  readonly survey: SurveyHead;
  readonly settings: RoundSettings;
  readonly items: readonly { readonly item: LevelItem; readonly isAsked: boolean }[];
  readonly mayWrite: boolean;
  /** Forms are drawn, given out and asked again. */
  readonly isOpen: boolean;
  readonly maySet: boolean;
  readonly interviewers: readonly ListedInterviewer[];
  readonly round: RoundFigures;
  /** Forms that the next draw would take. */
  readonly wanted: number;
  /** Forms that came in after their interviewer's last part was drawn, and how many of them a part of their own would take now. */
  readonly late: { readonly forms: number; readonly wanted: number };
  readonly waiting: readonly WaitingRecheck[];
  /** How those who ask again deal with what they are given. */
  readonly handling: ListedHandling;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly draws: readonly ListedDraw[];
  /** Forms with something odd about them that nobody asks about yet. */
  readonly odd: readonly { readonly serial: number; readonly interviewer: string; readonly flags: readonly string[] }[];
}

/** Throws what `findRoundToRead` throws. */
export async function openRecheckDesk(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedRecheckDesk> {
  const today = localDay(now);
  const found = await findRoundToRead(db, asking, code, today);
  const { survey, round, owner, mayWrite } = found;
  const version = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
  const rechecks = await readRechecks(db, survey.id, version.content, round.settings);
  const all = rechecks.flatMap(({ reinterviews }) => reinterviews);
  const names = await listNames(db, [...new Set([...rechecks.map(({ id }) => id), ...peopleOf(all)])]);
  const agencies = await agencyNames(db, all.map((one) => one.handlingAgencyId), today); // prettier-ignore
  const asked = itemsAskedAgain(version.content, round.settings.reinterviewItems);
  const known = new Set(all.map((one) => one.response_id));
  const isFrozen = round.frozen_at !== null;
  return {
    survey: headOf(found),
    settings: round.settings,
    items: askableItems(version.content).map((item) => ({ item, isAsked: asked.includes(item) })),
    mayWrite,
    isOpen: survey.state === 'open' && !isFrozen,
    maySet: mayWrite && !isFrozen && (survey.state === 'draft' || survey.state === 'open'),
    interviewers: rechecks.map((one) => listed(one, names)),
    round: roundFigures(rechecks.map(({ figures, forms }) => ({ ...figures, forms: forms.length }))),
    wanted: rechecks.reduce((sum, { due }) => sum + due.take, 0),
    late: {
      forms: rechecks.reduce((sum, { late }) => sum + late.length, 0),
      wanted: rechecks.reduce((sum, { lateDue }) => sum + lateDue.take, 0)
    },
    waiting: all
      .filter(({ state }) => state === 'waiting')
      .map((one) => ({
        id: one.id,
        serial: one.serial,
        agency: agencies.get(one.handlingAgencyId) ?? { vi: '' },
        interviewer: names.get(one.interviewer_id) ?? '',
        isFlagged: one.cause === 'flagged',
        reinterviewer: one.reinterviewer_id && (names.get(one.reinterviewer_id) ?? ''),
        tries: one.tries,
        givenUp: givenUpOf(one, names)[0] ?? null
      })),
    handling: listHandling(all, names),
    people: (await listReinterviewers(db, owner.path, today)).map(({ id, name }) => ({ id, name })),
    draws: (await listReinterviewDraws(db, survey.id)).map((draw) => {
      const { serials, which, isSame, seedTyped } = repeatDraw(draw);
      return { ...draw, forms: serials.length, which, isSame, seedTyped, parameters: undefined };
    }),
    odd: rechecks.flatMap(({ id, forms }) =>
      forms
        .filter(({ flags, responseId }) => flags !== '[]' && !known.has(responseId))
        .map(({ serial, flags }) => ({ serial, interviewer: names.get(id) ?? '', flags: JSON.parse(flags) as string[] }))
    )
  };
}

export interface OpenedInterviewer {
  readonly survey: SurveyHead;
  readonly interviewer: ListedInterviewer;
  readonly limit: number;
  /** Forms with something odd about them as they came in. */
  readonly odd: readonly { readonly serial: number; readonly flags: readonly string[] }[];
  readonly forms: readonly {
    readonly serial: number;
    readonly agency: LocalizedText;
    readonly isFlagged: boolean;
    readonly state: 'waiting' | 'done' | 'unreached';
    readonly causes: readonly string[];
    readonly agencyPresent: boolean;
    readonly reinterviewer: string | null;
    readonly givenUp: readonly GivenUp[];
  }[];
  /** What was found and decided, the latest first. */
  readonly reviews: readonly { readonly state: string; readonly reason: string; readonly by: string | null; readonly at: string }[];
  readonly both: BothFigures | null;
  readonly mayWrite: boolean;
}

/** Throws what `findRoundToRead` throws, `not-found`. */
export async function openInterviewer(db: Db, asking: Asking, code: string, id: string, now: Date): Promise<OpenedInterviewer> {
  const today = localDay(now);
  const found = await findRoundToRead(db, asking, code, today);
  const { survey, round, mayWrite } = found;
  const version = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
  const one = (await readRechecks(db, survey.id, version.content, round.settings)).find((recheck) => recheck.id === id);
  if (!one) throw new Problem('not-found');
  const reviews = (await listReviews(db, survey.id)).filter((review) => review.interviewer_id === id);
  const people = [...peopleOf(one.reinterviews), ...reviews.flatMap((review) => review.decided_by ?? [])];
  const names = await listNames(db, [...new Set([id, ...people])]);
  const agencies = await agencyNames(db, one.reinterviews.map((form) => form.handlingAgencyId), today); // prettier-ignore
  return {
    survey: headOf(found),
    interviewer: listed(one, names),
    limit: round.settings.discrepancyLimit,
    odd: one.forms.filter(({ flags }) => flags !== '[]').map(({ serial, flags }) => ({ serial, flags: JSON.parse(flags) as string[] })),
    forms: one.reinterviews.map((form) => ({
      serial: form.serial,
      agency: agencies.get(form.handlingAgencyId) ?? { vi: '' },
      isFlagged: form.cause === 'flagged',
      state: form.state,
      causes: form.compared.causes,
      agencyPresent: form.compared.agencyPresent,
      reinterviewer: form.reinterviewer_id && (names.get(form.reinterviewer_id) ?? ''),
      givenUp: givenUpOf(form, names)
    })),
    reviews: reviews.toReversed().map(({ state, reason, decided_by: by, at }) => ({ state, reason, by: by && (names.get(by) ?? ''), at })),
    both: await readBothFigures(db, survey, version.content, one.forms.map(({ responseId }) => responseId)), // prettier-ignore
    mayWrite: mayWrite && round.frozen_at === null && survey.state !== 'published'
  };
}

const givenUpOf = ({ giveUps }: ReadReinterview, names: ReadonlyMap<string, string>): readonly GivenUp[] =>
  giveUps.map(({ userId, reason }) => ({ by: names.get(userId) ?? '', reason }));

const headOf = ({ survey }: DeskRound): SurveyHead => ({ code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } });

async function agencyNames(db: Db, ids: readonly string[], today: Day): Promise<ReadonlyMap<string, LocalizedText>> {
  return new Map((await listAgenciesOf(db, [...new Set(ids)], today)).map(({ id, name }) => [id, name]));
}

function listed(one: InterviewerRecheck, names: ReadonlyMap<string, string>): ListedInterviewer {
  const { id, figures, flagged, due, late, forms, judgement } = one;
  const withStatus = (status: string) => forms.filter((form) => form.status === status).length;
  return {
    id,
    figures,
    flagged,
    wanted: due.take,
    late: late.length,
    name: names.get(id) ?? '',
    forms: forms.length,
    held: withStatus('held'),
    excluded: withStatus('excluded'),
    rate: judgement.rate,
    interval: judgement.interval,
    state: stateOf(one)
  };
}

function stateOf({ review, judgement, figures, flagged }: InterviewerRecheck): InterviewerState {
  if (review && review.state !== 'watched') return review.state;
  if (judgement.state === 'watched') return 'watched';
  if (figures.waiting > 0) return 'waiting';
  return figures.drawn === 0 && flagged.asked === 0 ? 'none' : 'clear';
}
