/** The hash of a survey's weights: over every weight and its place in the design, in order of response ids. */
import { createHash } from 'node:crypto';
import type { ResponseWeight } from '../store/weights';

export function hashOfWeights(rows: readonly ResponseWeight[]): string {
  const lines = rows
    .toSorted((a, b) => (a.response_id < b.response_id ? -1 : 1))
    .map(({ response_id, stratum, psu, fpc, weight, margins }) =>
      JSON.stringify([response_id, stratum, psu, fpc, weight, ...(margins === null ? [] : [margins])])
    );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
