/** Answers a request to `/q/{code}`. What was not expected is logged, and the person sees a calm page. */
import { Problem } from '../../core/problem';
import { running } from '../running';
import type { CitizenAnswer, FormRequest } from './exchange';
import { languageOf } from './exchange';
import { receiveForm } from './receive-form';
import { respondWithProblem } from './respond';
import { showForm } from './show-form';

export const FORM_ROUTE = '/q/[code]';

export async function answerForm(event: FormRequest): Promise<CitizenAnswer> {
  try {
    return event.request.method === 'POST' ? await receiveForm(event) : await showForm(event);
  } catch (failure) {
    const { requestId } = event.locals;
    running().log.error({ requestId, route: FORM_ROUTE, err: failure }, 'unexpected failure');
    return respondWithProblem(event.request, new Problem('unexpected', { requestId }), languageOf(event.url));
  }
}
