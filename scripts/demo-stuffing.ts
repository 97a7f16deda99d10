/**
 * What the pages about the quality of answers are for: at one counter somebody fills in for citizens, on three evenings after closing
 * time, all at the top of the scale, from one phone. The same every time but for its days, which lie in the last weeks, in one month.
 */
import type { Day } from '../src/lib/core/calendar/day';
import { addDays, weekday } from '../src/lib/core/calendar/day';
import type { Questionnaire } from '../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../src/lib/core/questionnaire/questionnaire';
import { encodeAnswers } from '../src/lib/core/response/encode-answers';
import { flagResponse } from '../src/lib/core/response/quality-flags';
import type { Submission } from '../src/lib/server/response-writer';
import { makeAnswers, seededRandom } from './demo-answers';
import { composeAnswer } from './demo-submissions';

const EVENINGS = 3;
const FORMS_AN_EVENING = 6;
const CLOSED = '18:35';
const MOOD = 2;
const DEVICE = 'demo-officer';
const MARK_DAYS = 30;

export function composeStuffing(
  surveyId: string,
  version: { readonly id: string; readonly content: Questionnaire },
  counter: { readonly id: string; readonly default_handling_agency_id: string },
  today: Day
): readonly Submission[] {
  const random = seededRandom(1742);
  const rated = itemsOf(version.content).map(({ kind }) => kind === 'level');
  return eveningsBefore(today).flatMap((day) => {
    let at = Date.parse(`${day}T${CLOSED}:00+07:00`) + random() * 10 * 60_000;
    return Array.from({ length: FORMS_AN_EVENING }, () => {
      const answers = makeAnswers(version.content, MOOD, random).map((answer, i) => (rated[i] ? 5 : answer));
      const durationMs = Math.round((0.9 + 1.1 * random()) * 1000 * answers.filter((answer) => answer !== null).length);
      at += durationMs + random() * 45_000;
      const { response } = composeAnswer(surveyId, version.id, counter, day, encodeAnswers(answers), null, random);
      const flags = flagResponse(version.content, answers, { durationMs, overDeviceLimit: false, overCounterLimit: false });
      return {
        response: { ...response, submitted_at: new Date(at).toISOString(), duration_ms: durationMs, flags: JSON.stringify(flags) },
        comment: null,
        device: { response_id: response.id, device_mark: DEVICE, erase_after: new Date(at + MARK_DAYS * 86_400_000).toISOString() }
      };
    });
  });
}

/** Working days of one month, the latest of which is over. */
function eveningsBefore(today: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = addDays(today, -2); days.length < EVENINGS; day = addDays(day, -1)) {
    if (days[0] !== undefined && days[0].slice(0, 7) !== day.slice(0, 7)) days.length = 0;
    if (weekday(day) < 5) days.push(day);
  }
  return days.toReversed();
}
