/** The answer scales of the shipped questionnaires. Levels ascend from the least favourable; a form may show them either way. */
import type { Scale } from '../questionnaire';

/** The five levels of the official forms, which print them from 5 to 1. Level 4 and 5 count as satisfied (the method says so). */
export const SATISFACTION_5: Scale = {
  code: 'satisfaction-5',
  levels: [
    { level: 1, label: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' } },
    { level: 2, label: { vi: 'Không hài lòng', en: 'Dissatisfied' } },
    { level: 3, label: { vi: 'Bình thường', en: 'Neutral' } },
    { level: 4, label: { vi: 'Hài lòng', en: 'Satisfied' } },
    { level: 5, label: { vi: 'Rất hài lòng', en: 'Very satisfied' } }
  ]
};

/** How well an agency did, in the eyes of officials who know its work; this project's levels. */
export const RATING_5: Scale = {
  code: 'rating-5',
  levels: [
    { level: 1, label: { vi: 'Kém', en: 'Poor' } },
    { level: 2, label: { vi: 'Chưa tốt', en: 'Not good' } },
    { level: 3, label: { vi: 'Đạt yêu cầu', en: 'Adequate' } },
    { level: 4, label: { vi: 'Tốt', en: 'Good' } },
    { level: 5, label: { vi: 'Rất tốt', en: 'Very good' } }
  ]
};

/** The six levels of the bfi data, as the documentation of R's psych package has them; the Vietnamese is this project's. */
export const AGREEMENT_6: Scale = {
  code: 'agreement-6',
  levels: [
    { level: 1, label: { vi: 'Rất không đúng', en: 'Very inaccurate' } },
    { level: 2, label: { vi: 'Không đúng', en: 'Moderately inaccurate' } },
    { level: 3, label: { vi: 'Hơi không đúng', en: 'Slightly inaccurate' } },
    { level: 4, label: { vi: 'Hơi đúng', en: 'Slightly accurate' } },
    { level: 5, label: { vi: 'Đúng', en: 'Moderately accurate' } },
    { level: 6, label: { vi: 'Rất đúng', en: 'Very accurate' } }
  ]
};
