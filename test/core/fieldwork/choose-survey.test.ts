import { expect, test } from 'vitest';
import type { CounterSurvey } from '../../../src/lib/core/fieldwork/choose-survey';
import { chooseSurvey } from '../../../src/lib/core/fieldwork/choose-survey';

const survey = (change: Partial<CounterSurvey>): CounterSurvey => ({
  state: 'open',
  mode: 'continuous',
  opensOn: '2026-03-01',
  closesOn: null,
  fromDay: '2026-03-01',
  toDay: null,
  ...change
});

test('the one that is open on the day', () => {
  const old = survey({ state: 'closed', closesOn: '2026-02-28', opensOn: '2026-01-01', fromDay: '2026-01-01' });
  const now = survey({});
  expect(chooseSurvey([old, now], '2026-03-01')).toEqual({ state: 'open', survey: now });
  expect(chooseSurvey([survey({ toDay: '2026-03-31' })], '2026-03-31').state).toBe('open');
});

test('says when one begins, or when the last one ended', () => {
  expect(chooseSurvey([survey({ opensOn: '2026-05-01' })], '2026-04-30')).toMatchObject({ state: 'not-open', opens: '2026-05-01' });
  expect(chooseSurvey([survey({ closesOn: '2026-06-30' })], '2026-07-01')).toMatchObject({ state: 'closed', closed: '2026-06-30' });
  expect(chooseSurvey([survey({ state: 'closed', closesOn: '2026-06-30' })], '2026-06-15')).toMatchObject({
    state: 'closed',
    closed: '2026-06-30'
  });
});

test('drafts and sampled surveys are not there', () => {
  expect(chooseSurvey([survey({ state: 'draft' }), survey({ mode: 'sampled' })], '2026-04-01')).toEqual({ state: 'none' });
  expect(chooseSurvey([], '2026-04-01')).toEqual({ state: 'none' });
});
