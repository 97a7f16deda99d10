import { expect, test } from 'vitest';
import type { CounterDays } from '../../../src/lib/core/report/counter-moves';
import { counterMoves } from '../../../src/lib/core/report/counter-moves';

const stayed: CounterDays = {
  opensOn: '2026-01-05',
  closesOn: '2026-03-31',
  fromDay: '2026-01-05',
  toDay: null,
  closedOn: null,
  tookOver: false,
  gaps: []
};

test('what a survey begins and ends with is no move', () => {
  expect(counterMoves([stayed, { ...stayed, toDay: '2026-03-31' }, { ...stayed, fromDay: '2025-12-01', closedOn: '2026-05-01' }])).toEqual(
    []
  );
});

test('counters that moved on one day are counted together, those that left first; a counter’s own end is its leaving', () => {
  const left = { ...stayed, toDay: '2026-02-09' };
  expect(
    counterMoves([
      { ...stayed, fromDay: '2026-02-10' },
      left,
      { ...stayed, toDay: '2026-02-20', closedOn: '2026-02-09' },
      { ...stayed, gaps: [{ lastDay: '2026-02-09', againDay: '2026-03-02' }] }
    ])
  ).toEqual([
    { day: '2026-02-10', kind: 'left', counters: 3 },
    { day: '2026-02-10', kind: 'joined', counters: 1 },
    { day: '2026-03-02', kind: 'back', counters: 1 }
  ]);
});

test('a counter in the place of another is no move where both are here; where only one of them is, it is', () => {
  const old = { ...stayed, toDay: '2026-02-09' };
  const successor = { ...stayed, fromDay: '2026-02-10', tookOver: true };
  expect(counterMoves([stayed, old, successor])).toEqual([]);
  expect(counterMoves([old, old, successor])).toEqual([{ day: '2026-02-10', kind: 'left', counters: 1 }]);
  expect(counterMoves([successor])).toEqual([{ day: '2026-02-10', kind: 'joined', counters: 1 }]);
});
