/** A form as it is judged (docs/methods.md, "Quality of answers"), from what is stored of it. */
import type { Day } from '../calendar/day';
import type { Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';
import type { Answers } from '../response/response';
import type { QualityResponse } from './quality-response';

export interface StoredForm {
  readonly id: string;
  readonly counterId: string;
  readonly status: QualityResponse['status'];
  readonly submittedAt: string;
  readonly day: Day;
  readonly durationMs: number | null;
  readonly answers: Answers;
  readonly deviceMark: string | null;
  readonly commentKey: string | null;
}

const MINUTES_EAST = 7 * 60;

export function describeForm({ answers, ...form }: StoredForm, questionnaire: Questionnaire): QualityResponse {
  const levels = itemsOf(questionnaire).flatMap((item, i) => {
    const answer = answers[i];
    return item.kind === 'level' && typeof answer === 'number' && answer > 0 ? [answer] : [];
  });
  return {
    ...form,
    minuteOfDay: minuteOfDay(form.submittedAt),
    answered: answers.filter((answer) => answer !== null).length,
    levels
  };
}

/** In Vietnam, 0 … 1439. */
function minuteOfDay(iso: string): number {
  return (Math.floor(Date.parse(iso) / 60_000) + MINUTES_EAST) % 1440;
}
