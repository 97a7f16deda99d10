/**
 * The one published scorecard that the demonstration shows beside its made-up ones: the office of the provincial People's Committee,
 * 2021, as its plan of 2022 to mend what lost it points prints it. Areas 1–7 without a split by group.
 */
import { roundPoints } from '../src/lib/core/scoring/par-points';
import type { Scorecard, ScorecardLine } from '../src/lib/core/scoring/scorecard';

const AREA_POINTS = { '1': 10.89, '2': 11.72, '3': 15.5, '4': 10.35, '5': 11.22, '6': 9.74, '7': 16.11 } as const;
const CITIZENS = 8.99;

export const PUBLISHED_ORIGIN =
  'Kế hoạch năm 2022 của Văn phòng Ủy ban nhân dân tỉnh Sơn La khắc phục tồn tại, hạn chế Chỉ số cải cách hành chính năm 2021';

export const PUBLISHED_2021: Omit<Scorecard, 'agencyCode'> = {
  year: 2021,
  rules: { family: 'par-index', number: 1 },
  lines: [
    ...Object.entries(AREA_POINTS).map(([code, combined]) => lineOf(code, { combined })),
    lineOf('8', {
      citizens: CITIZENS,
      reason: `Khảo sát sự hài lòng của người dân, tổ chức đạt ${String(CITIZENS).replace('.', ',')}/10 điểm (trừ ${String(roundPoints(10 - CITIZENS)).replace('.', ',')}).`
    })
  ],
  composition: { appraised: 67.11, leaders: 18.42, citizens: CITIZENS },
  published: { rank: 6, of: 20, previousRank: 10, sipasRank: 15, sipasOf: 20 }
};

function lineOf(code: string, points: Partial<ScorecardLine>): ScorecardLine {
  return { code, selfAssessed: null, appraised: null, leaders: null, citizens: null, combined: null, reason: null, ...points };
}
