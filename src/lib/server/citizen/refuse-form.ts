/** The page after a form that was not stored: what is wrong, what to do, and everything that was typed. */
import type { Problem } from '../../core/problem';
import { problemText } from '../../i18n/problem-text';
import { m } from '../../paraglide/messages.js';
import type { FormState } from '../../ui/form/form-state';
import type { OpenForm } from '../operations/form-place';
import { SubmissionDiffers } from '../operations/submit-response';
import type { ReceivedForm } from './read-body';
import type { CitizenAnswer, CitizenRequest, PageLanguage } from './exchange';
import { languageOf } from './exchange';
import { headingOf, respondWithProblem, sendPage, sentenceOf } from './respond';
import { newSubmissionId, renderForm } from './show-form';

const ENDED = new Set([
  'survey-closed',
  'counter-closed',
  'counter-moved',
  'code-replaced',
  'survey-not-open',
  'no-survey-here',
  'counter-not-found',
  'invite-withdrawn',
  'invite-expired'
]);

/** `form` null: the questionnaire is not known, so the typed fields are listed as they are. */
export function refuseForm(
  event: CitizenRequest,
  received: ReceivedForm,
  problem: Problem,
  form: OpenForm | null,
  submissionId?: string
): CitizenAnswer {
  const language = languageOf(event.url);
  // What came first stands, and is not shown: whoever holds the code now need not be who answered.
  if (problem.code === 'invite-used') return respondWithProblem(event.request, problem, language);
  if (!form) {
    const typed = [...received.values]
      .filter(([name]) => name !== 'comment')
      .flatMap(([name, values]) => values.map((value) => ({ name, value })));
    const shown = typed.filter(({ name, value }) => !['submission_id', 'version', 'lang'].includes(name) && value !== '');
    return respondWithProblem(event.request, problem, language, { comment: received.values.get('comment')?.[0], typed: shown });
  }
  const differs = problem instanceof SubmissionDiffers;
  const id = differs || submissionId === undefined ? newSubmissionId() : submissionId;
  const page = renderForm(form, language, id, stateOf(problem, received, language));
  return sendPage(event.request, page, problem.status);
}

function stateOf(problem: Problem, received: ReceivedForm, language: PageLanguage): FormState {
  const options = { locale: language };
  const places = problem.details.map(({ place, code, parameters }) => ({ place, text: problemText(code, parameters, language) }));
  const ended = ENDED.has(problem.code);
  const sentence = places.length > 0 ? m.error_summary({ n: places.length }, options) : sentenceOf(problem, language);
  const base = {
    typed: received.values,
    heading: ended || problem.code === 'database-unavailable' ? headingOf(problem, language) : m.error_heading({}, options),
    sentence,
    problems: places,
    sendingEnded: ended
  };
  if (!(problem instanceof SubmissionDiffers)) return base;
  return { ...base, receiptHref: `/r/${problem.stored.receipt}`, otherPerson: true };
}
