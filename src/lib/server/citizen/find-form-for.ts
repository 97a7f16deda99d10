/** What opens at a form's code, for somebody out there: who guesses personal codes is answered slowly. A counter's code hangs on a wall. */
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import { createCodeLimits } from '../code-limits';
import { findForm } from '../operations/find-form';
import type { OpenForm } from '../operations/form-place';
import { FormUnavailable } from '../operations/form-place';
import { running } from '../running';
import type { FormRequest } from './exchange';

const limits = createCodeLimits();

/** Throws what `findForm` throws, and `rate-limited`. */
export async function findFormFor(event: Pick<FormRequest, 'getClientAddress'>, code: string, now: Date): Promise<OpenForm> {
  const { db, secrets } = running();
  if (code.length === CODE_LENGTH) return findForm(db, secrets, code, now);
  await limits.wait(event.getClientAddress());
  try {
    return await findForm(db, secrets, code, now);
  } catch (failure) {
    if (failure instanceof FormUnavailable && failure.code === 'counter-not-found') await limits.countUnknown(event.getClientAddress());
    throw failure;
  }
}
