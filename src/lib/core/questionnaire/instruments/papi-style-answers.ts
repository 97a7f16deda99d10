/**
 * The answers of the commune questionnaire, best first, and the short notation that its items are written in. Each list ends in
 * three answers that are no judgement: "không biết" is common and honest here, and none of the three is ever turned into a
 * number. So an item is a choice, not a level on a scale.
 */
import type { ChoiceItem, ResponseOption } from '../questionnaire';
import { NO_ANSWER } from './profile';

const WITHOUT_JUDGEMENT: readonly ResponseOption[] = [
  { value: 'dont_know', label: { vi: 'Không biết', en: "Don't know" } },
  { value: 'not_applicable', label: { vi: 'Không áp dụng', en: 'Does not apply' } },
  NO_ANSWER
];

/** `labels`: each answer's value, Vietnamese and English. */
function answers(...labels: readonly (readonly [value: string, vi: string, en: string])[]): readonly ResponseOption[] {
  return [...labels.map(([value, vi, en]) => ({ value, label: { vi, en } })), ...WITHOUT_JUDGEMENT];
}

export const YES_NO = answers(['yes', 'Có', 'Yes'], ['no', 'Không', 'No']);

export const QUALITY = answers(
  ['5', 'Rất tốt', 'Very good'],
  ['4', 'Tốt', 'Good'],
  ['3', 'Bình thường', 'Fair'],
  ['2', 'Kém', 'Poor'],
  ['1', 'Rất kém', 'Very poor']
);

export const FAIRNESS = answers(
  ['5', 'Rất công bằng', 'Very fair'],
  ['4', 'Công bằng', 'Fair'],
  ['3', 'Bình thường', 'Neither fair nor unfair'],
  ['2', 'Không công bằng', 'Unfair'],
  ['1', 'Rất không công bằng', 'Very unfair']
);

export const EASE = answers(
  ['5', 'Rất dễ', 'Very easy'],
  ['4', 'Dễ', 'Easy'],
  ['3', 'Bình thường', 'Neither easy nor hard'],
  ['2', 'Khó', 'Hard'],
  ['1', 'Rất khó', 'Very hard']
);

/** How often something happens that should never happen. */
export const FREQUENCY = answers(
  ['0', 'Không bao giờ', 'Never'],
  ['1', 'Hiếm khi', 'Rarely'],
  ['2', 'Thỉnh thoảng', 'Sometimes'],
  ['3', 'Thường xuyên', 'Often']
);

export function papiItem(code: string, options: readonly ResponseOption[], vi: string, en: string): ChoiceItem {
  return { kind: 'choice', code, text: { vi, en }, source: 'project', options };
}
