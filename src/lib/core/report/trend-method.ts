import type { Report, TrendMethod } from './report';

/** What a trend says of the method that made a part of it. */
export function describeMethod({ method, questionnaire }: Report['survey']): Omit<TrendMethod, 'from'> {
  return { name: method.name, number: method.number, questionnaire: questionnaire.title, rewordings: questionnaire.rewordings };
}
