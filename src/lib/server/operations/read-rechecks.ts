/** What a round's re-interviews say of each interviewer, as far as they have come. */
import type { InterviewerFigures, RecheckedForm } from '../../core/reinterview/interviewer-figures';
import { interviewerFigures } from '../../core/reinterview/interviewer-figures';
import { compareForm } from '../../core/reinterview/discrepancy';
import type { ComparedForm } from '../../core/reinterview/discrepancy';
import type { InterviewerResults, Judgement } from '../../core/reinterview/judge-interviewers';
import { judgeInterviewers } from '../../core/reinterview/judge-interviewers';
import type { PartOfDraw } from '../../core/reinterview/parts';
import { formsWanted, lateFormsWanted } from '../../core/reinterview/parts';
import type { AnsweredTwice, CheckAnswers, ReinterviewRule } from '../../core/reinterview/reinterview';
import type { GiveUpReason } from '../../core/reinterview/tries';
import type { RoundSettings } from '../../core/fieldwork/round-settings';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../../core/questionnaire/questionnaire';
import { decodeAnswers } from '../../core/response/encode-answers';
import type { Db } from '../schema';
import type { InterviewerReviewTable } from '../schema-desk';
import { listGiveUps } from '../store/reinterview-give-ups';
import type { InterviewerForm, StoredReinterview } from '../store/reinterviews';
import { listInterviewerForms, listReinterviewDraws, listReinterviews, listReviews } from '../store/reinterviews';
import { groupBy } from './group-by';

export interface ReadReinterview extends StoredReinterview {
  readonly compared: ComparedForm;
  /** The earliest first. */
  readonly giveUps: readonly { readonly userId: string; readonly reason: GiveUpReason }[];
}

export interface InterviewerRecheck {
  readonly id: string;
  readonly forms: readonly InterviewerForm[];
  readonly reinterviews: readonly ReadReinterview[];
  /** Of the drawn ones alone. */
  readonly figures: InterviewerFigures;
  readonly flagged: { readonly asked: number; readonly discrepant: number };
  readonly judgement: Judgement;
  /** The latest; undefined: nothing was decided. */
  readonly review: InterviewerReviewTable | undefined;
  /** Under review, confirmed, or cleared of what the rates had said: they say no more. */
  readonly isJudged: boolean;
  /** The part to draw now. */
  readonly due: PartOfDraw;
  /** Forms that came in after the last part was drawn: no part had them in it. */
  readonly late: readonly number[];
  /** The part to draw of those, where the coordinator draws one. */
  readonly lateDue: PartOfDraw;
}

export const ruleOf = (settings: RoundSettings): ReinterviewRule => ({
  share: settings.reinterviewShare,
  minimum: settings.reinterviewMinimum,
  limit: settings.discrepancyLimit
});

/** Every interviewer who brought in a form, in the order of their ids. */
export async function readRechecks(
  db: Db,
  surveyId: string,
  questionnaire: Questionnaire,
  settings: RoundSettings
): Promise<readonly InterviewerRecheck[]> {
  const rule = ruleOf(settings);
  const forms = groupBy(await listInterviewerForms(db, surveyId), ({ interviewerId }) => interviewerId);
  const asks = itemsOf(questionnaire).flatMap((item, at) =>
    item.kind === 'level' ? [{ at, levels: scaleOf(questionnaire, item).levels.length }] : []
  );
  const levelAt = asks.map(({ at }) => at);
  const levels = asks.map((one) => one.levels);
  const giveUps = groupBy(await listGiveUps(db, { surveyId }), ({ reinterviewId }) => reinterviewId);
  const rows = (await listReinterviews(db, surveyId)).map((row) => ({
    ...row,
    compared: comparedOf(row, levelAt),
    giveUps: giveUps.get(row.id) ?? []
  }));
  const asked = groupBy(rows, ({ interviewer_id: id }) => id);
  const reviews = groupBy(await listReviews(db, surveyId), ({ interviewer_id: id }) => id);
  const ids = [...forms.keys()].toSorted();
  const results = ids.map((id) => resultsOf(id, asked.get(id) ?? [], reviews.get(id)?.at(-1)));
  const judgements = judgeInterviewers(results, rule.limit);
  const inParts = await listSerialsInParts(db, surveyId);
  return ids.map((id, i): InterviewerRecheck => {
    const own = asked.get(id) ?? [];
    const drawn = own.filter(({ cause }) => cause === 'drawn');
    const flagged = own.filter(({ cause, state }) => cause === 'flagged' && state === 'done');
    const figures = interviewerFigures(drawn.map(asRechecked), levels);
    const soFar = { forms: forms.get(id)!.length, drawn: figures.drawn, waiting: figures.waiting, reached: figures.reached };
    const isJudged = hasBeenJudged(reviews.get(id) ?? []);
    const { state } = judgements[i]!;
    const had = inParts.get(id);
    const drawnBefore = new Set(drawn.map(({ serial }) => serial));
    const left = forms.get(id)!.flatMap(({ serial }) => (drawnBefore.has(serial) ? [] : [serial]));
    const late = had === undefined ? [] : left.filter((serial) => !had.has(serial));
    // What makes up for people who were not reached is drawn out of the forms that the part was of.
    const pool = state === 'watched' ? left : left.filter((serial) => !late.includes(serial));
    const wanted = isJudged && figures.drawn > 0 ? 0 : formsWanted(soFar, state, rule);
    const lateWanted = isJudged || wanted > 0 ? 0 : lateFormsWanted(late.length, figures.waiting, state, rule);
    return {
      id,
      forms: forms.get(id)!,
      reinterviews: own,
      figures,
      flagged: { asked: flagged.length, discrepant: flagged.filter(({ outcome }) => outcome === 'discrepant').length },
      judgement: judgements[i]!,
      review: reviews.get(id)?.at(-1),
      isJudged,
      due: { interviewerId: id, serials: pool, take: Math.min(pool.length, wanted) },
      late,
      lateDue: { interviewerId: id, serials: late, take: lateWanted }
    };
  });
}

/** Cleared of what a person alone had called proven, somebody is judged by the rates as all others are: else a friend could be kept from them. */
function hasBeenJudged(reviews: readonly InterviewerReviewTable[]): boolean {
  const last = reviews.at(-1)?.state;
  if (last === 'cleared') return reviews.some(({ state, decided_by: by }) => state === 'under_review' && by === null);
  return last === 'under_review' || last === 'confirmed';
}

/** By interviewer, the serials out of which some part was drawn. */
async function listSerialsInParts(db: Db, surveyId: string): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const found = new Map<string, Set<number>>();
  for (const { parameters } of await listReinterviewDraws(db, surveyId))
    for (const { interviewerId, serials } of (JSON.parse(parameters) as { readonly parts: readonly PartOfDraw[] }).parts) {
      const before = found.get(interviewerId) ?? new Set();
      found.set(interviewerId, before);
      for (const serial of serials) before.add(serial);
    }
  return found;
}

function resultsOf(id: string, own: readonly ReadReinterview[], review: InterviewerReviewTable | undefined): InterviewerResults {
  const drawn = own.filter(({ cause }) => cause === 'drawn');
  const numbers = [...new Set(drawn.map(({ drawNumber }) => drawNumber!))].toSorted((a, b) => a - b);
  const parts = numbers.map((number) => {
    const done = drawn.filter(({ drawNumber, state }) => drawNumber! <= number && state === 'done');
    return { reached: done.length, discrepant: done.filter(({ outcome }) => outcome === 'discrepant').length };
  });
  return {
    interviewerId: id,
    parts,
    waiting: drawn.some(({ state }) => state === 'waiting'),
    flaggedDiscrepant: own.some(({ cause, outcome }) => cause === 'flagged' && outcome === 'discrepant'),
    proven: review?.state === 'under_review' && review.decided_by !== null
  };
}

const asRechecked = ({ state, compared }: ReadReinterview): RecheckedForm => ({ state, ...compared });

function comparedOf({ state, checks, first, second }: StoredReinterview, levelAt: readonly number[]): ComparedForm {
  if (state !== 'done') return { causes: [], agencyPresent: false, pairs: [], compared: [] };
  const [one, other] = [decodeAnswers(first), decodeAnswers(second ?? '[]')];
  return compareForm(JSON.parse(checks) as CheckAnswers, levelAt.map((i): AnsweredTwice => [one[i] ?? null, other[i] ?? null])); // prettier-ignore
}
