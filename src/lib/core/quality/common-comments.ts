/** Comments that many people write ("tốt", "không có ý kiến"; docs/methods.md, "Quality of answers"): at several counters they are nobody's copy. */
import type { QualityResponse } from './quality-response';

/** Keys found at this many counters or more. */
export function commonComments(
  responses: Iterable<Pick<QualityResponse, 'counterId' | 'commentKey'>>,
  fewestCounters = 3
): ReadonlySet<string> {
  const counters = new Map<string, Set<string>>();
  for (const { counterId, commentKey } of responses) {
    if (commentKey === null) continue;
    const own = counters.get(commentKey) ?? new Set();
    counters.set(commentKey, own.add(counterId));
  }
  return new Set([...counters].filter(([, own]) => own.size >= fewestCounters).map(([key]) => key));
}
