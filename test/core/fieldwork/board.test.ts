import { describe, expect, it } from 'vitest';
import { answerQuality, boardLine } from '../../../src/lib/core/fieldwork/board';
import type { FinalCode } from '../../../src/lib/core/fieldwork/dispositions';

const unit = (standing: FinalCode, settled = true, isMain = true) => ({ standing, settled, isMain });

describe('the board', () => {
  it('counts answers against the units the design drew; a released reserve adds none', () => {
    const line = boardLine([unit('1.1'), unit('1.2'), unit('2.20'), unit('1.1', true, false), unit('3.11', false), unit('2.20', false)]);
    expect(line).toMatchObject({ target: 5, answered: 3, open: 2, lost: 1, progress: 0.6 });
    expect(line.counts).toMatchObject({ I: 2, P: 1, NC: 2, UH: 1 });
    // 2 interviews of 6 units: substitution does not raise the rate.
    expect(line.rates.rr1).toBeCloseTo(1 / 3, 12);
  });

  it('never shows more than the whole, and nothing of nothing', () => {
    expect(boardLine([unit('1.1'), unit('1.1', true, false)]).progress).toBe(1);
    expect(boardLine([])).toMatchObject({ target: 0, progress: null, open: 0 });
  });

  it('takes the median, the share left unanswered, and counts flags', () => {
    const answer = (durationMs: number | null, missing: number, ...flags: string[]) => ({ durationMs, shown: 20, missing, flags });
    const quality = answerQuality([answer(60_000, 0), answer(300_000, 5, 'too-fast'), answer(null, 0, 'too-fast', 'straight-line')]);
    expect(quality.medianMs).toBe(180_000);
    expect(quality.missingShare).toBeCloseTo(5 / 60, 12);
    expect([...quality.flags]).toEqual([['straight-line', 1], ['too-fast', 2]]); // prettier-ignore
    expect(quality.flagged).toBe(2);
    expect(answerQuality([answer(1, 0), answer(9, 0), answer(5, 0)]).medianMs).toBe(5);
    expect(answerQuality([])).toMatchObject({ answers: 0, medianMs: null, missingShare: null });
  });
});
