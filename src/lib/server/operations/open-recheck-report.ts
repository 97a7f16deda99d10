/** What a round's re-interviews came to, as a report on paper and as a table has it: figures, seeds, who asked and when, decisions and both figures. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { RoundFigures } from '../../core/reinterview/interviewer-figures';
import type { ReinterviewRule } from '../../core/reinterview/reinterview';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findQuestionnaireVersion } from '../store/questionnaires';
import { listNames, listReviews, listTimesOver } from '../store/reinterviews';
import type { BothFigures } from './both-figures';
import { readBothFigures } from './both-figures';
import { findRoundToRead } from './find-round';
import type { ListedHandling } from './list-handling';
import type { ListedDraw, ListedInterviewer } from './open-recheck-desk';
import { openRecheckDesk } from './open-recheck-desk';
import { readRechecks, ruleOf } from './read-rechecks';

export interface RecheckReport {
  readonly survey: { readonly code: string; readonly name: LocalizedText & { readonly en: string } };
  readonly owner: string;
  /** Of the report. */
  readonly day: Day;
  readonly rule: ReinterviewRule;
  readonly items: readonly LocalizedText[];
  readonly interviewers: readonly ListedInterviewer[];
  readonly round: RoundFigures;
  readonly draws: readonly ListedDraw[];
  /** Drawn or flagged and still to be asked; in no part. */
  readonly open: { readonly waiting: number; readonly late: number };
  /** First and last day on which somebody was asked again; null: nobody was. */
  readonly asked: { readonly from: Day; readonly to: Day } | null;
  /** Who asked again, or tried to, and how it went. */
  readonly handling: ListedHandling;
  /** The oldest first. */
  readonly decisions: readonly {
    readonly interviewer: string;
    readonly state: string;
    readonly reason: string;
    /** Null: the rule. */
    readonly by: string | null;
    readonly at: string;
  }[];
  /** Of every interviewer whose forms were under review. `figures` null: too few forms between the two. */
  readonly both: readonly { readonly interviewer: string; readonly figures: BothFigures | null }[];
}

/** Throws what `findRoundToRead` throws. */
export async function openRecheckReport(db: Db, asking: Asking, code: string, now: Date): Promise<RecheckReport> {
  const { survey, round, owner } = await findRoundToRead(db, asking, code, localDay(now));
  const desk = await openRecheckDesk(db, asking, code, now);
  const reviews = (await listReviews(db, survey.id)).filter(({ state }) => state !== 'watched');
  const days = (await listTimesOver(db, survey.id)).map((at) => localDay(new Date(at))).toSorted();
  const people = reviews.flatMap(({ decided_by: by, interviewer_id: id }) => (by === null ? [id] : [id, by]));
  const names = await listNames(db, [...new Set(people)]);
  const nameOf = (id: string) => names.get(id) ?? '';
  return {
    survey: desk.survey,
    owner: owner.name.vi,
    day: localDay(now),
    rule: ruleOf(round.settings),
    items: desk.items.filter(({ isAsked }) => isAsked).map(({ item }) => item.text),
    interviewers: desk.interviewers.toSorted((a, b) => compareNames(a.name, b.name)),
    round: desk.round,
    draws: desk.draws,
    open: { waiting: desk.waiting.length, late: desk.late.forms },
    asked: days.length === 0 ? null : { from: days[0]!, to: days.at(-1)! },
    handling: desk.handling,
    decisions: reviews.map(({ interviewer_id: id, state, reason, decided_by: by, at }) => ({
      ...{ interviewer: nameOf(id), state, reason, by: by && nameOf(by), at }
    })),
    both: await bothOf([...new Set(reviews.map((review) => review.interviewer_id))])
  };

  async function bothOf(ids: readonly string[]): Promise<RecheckReport['both']> {
    if (ids.length === 0) return [];
    const version = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
    const found = (await readRechecks(db, survey.id, version.content, round.settings)).filter(({ id }) => ids.includes(id));
    return Promise.all(
      found.map(async ({ id, forms }) => ({
        interviewer: nameOf(id),
        figures: await readBothFigures(db, survey, version.content, forms.map(({ responseId }) => responseId)) // prettier-ignore
      }))
    );
  }
}
