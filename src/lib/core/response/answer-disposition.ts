/**
 * What a stored answer makes of its unit: an interview (1.1), a partial one (1.2) or a break-off (2.12), by the share of the questions
 * that were to be answered: those shown by the answers before them, profile and overall questions among them. AAPOR's Standard Definitions let
 * a survey set the limits and name 80 % and 50 % as usual ones; they are this project's too.
 */
import type { Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';
import { isShown } from './read-form';
import type { Answers } from './response';
import type { FinalCode } from '../fieldwork/dispositions';

const COMPLETE = 0.8;
const PARTIAL = 0.5;

/** How many questions were to be answered, and how many were not. */
export function missingItems(questionnaire: Questionnaire, answers: Answers): { readonly shown: number; readonly missing: number } {
  const items = itemsOf(questionnaire);
  let [shown, missing] = [0, 0];
  for (let i = 0; i < items.length; i++) {
    const { showWhen } = items[i]!;
    if (showWhen !== undefined && !isShown(items, answers, showWhen)) continue;
    shown++;
    if ((answers[i] ?? null) === null) missing++;
  }
  return { shown, missing };
}

export function dispositionOfAnswer(questionnaire: Questionnaire, answers: Answers): FinalCode {
  const { shown, missing } = missingItems(questionnaire, answers);
  const share = shown === 0 ? 0 : 1 - missing / shown;
  if (share >= COMPLETE) return '1.1';
  return share >= PARTIAL ? '1.2' : '2.12';
}
