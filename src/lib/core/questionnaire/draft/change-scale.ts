/** Scales of a draft. Levels count from 1, the least favourable, in the order of the form's rows. */
import type { Questionnaire, Scale } from '../questionnaire';
import type { FormValues } from './form-values';
import { readOptionalTexts, rowsOf } from './form-values';
import { newListCode } from './new-code';

export function addScale(draft: Questionnaire, typed: string): { draft: Questionnaire; code: string } {
  const code = newListCode(draft.scales.map((scale) => scale.code), typed, 'scale'); // prettier-ignore
  return { draft: { ...draft, scales: [...draft.scales, { code, levels: [] }] }, code };
}

/** A row without a label in any language goes, and the levels above it come down by one. */
export function changeScale(draft: Questionnaire, code: string, values: FormValues): Questionnaire {
  const labels = rowsOf(values, 'level').flatMap((row) => readOptionalTexts(values, `level.${row}.label`, draft.languages) ?? []);
  const scale: Scale = { code, levels: labels.map((label, i) => ({ level: i + 1, label })) };
  return { ...draft, scales: draft.scales.map((other) => (other.code === code ? scale : other)) };
}
