/**
 * What makes a response look odd. A flag never deletes and never changes a figure: it is looked at by a person later. The
 * thresholds are this project's, not an official rule.
 */
import type { Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';
import type { Answers } from './response';

type QualityFlag = 'too-fast' | 'straight-line' | 'many-from-device' | 'counter-burst';

const FASTEST_PER_ITEM_MS = 1_500;
const STRAIGHT_LINE_ITEMS = 10;

export interface Circumstances {
  /** From the form's first showing to its sending; null where it is not known (a program's own submission id). */
  readonly durationMs: number | null;
  readonly overDeviceLimit: boolean;
  readonly overCounterLimit: boolean;
}

export function flagResponse(questionnaire: Questionnaire, answers: Answers, circumstances: Circumstances): readonly QualityFlag[] {
  const flags: QualityFlag[] = [];
  const answered = answers.filter((answer) => answer !== null).length;
  if (circumstances.durationMs !== null && circumstances.durationMs < answered * FASTEST_PER_ITEM_MS) flags.push('too-fast');
  const levels = itemsOf(questionnaire).flatMap((item, i) =>
    item.kind === 'level' && answers[i] != null && answers[i] !== 0 ? [answers[i]] : []
  );
  if (levels.length >= STRAIGHT_LINE_ITEMS && levels.every((level) => level === levels[0])) flags.push('straight-line');
  if (circumstances.overDeviceLimit) flags.push('many-from-device');
  if (circumstances.overCounterLimit) flags.push('counter-burst');
  return flags;
}
