/** Conditions as the editor's form sends them: `when.on_time` ticked with answers, `unless.on_time` where it is turned round. */
import type { Condition, Item, Questionnaire } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import type { FormValues } from './form-values';
import { isTicked } from './form-values';

/** The form value that leaves a hidden option's condition as it is, where the form cannot say it in one answer. */
export const KEEP_HIDDEN = 'keep';

/** Items before this one, whose answers it may look back at. */
export function earlierItems(draft: Questionnaire, code: string): readonly Item[] {
  const items = itemsOf(draft);
  return items.slice(
    0,
    items.findIndex((item) => item.code === code)
  );
}

/** Every answer that an item can be given, as form values. */
export function answersOf(draft: Questionnaire, item: Item): readonly string[] {
  if (item.kind !== 'level') return item.options.map(({ value }) => value);
  const levels = draft.scales.find(({ code }) => code === item.scale)?.levels.map(({ level }) => String(level)) ?? [];
  return item.notApplicable ? [...levels, 'na'] : levels;
}

/** In the order of the items asked; answers in the order in which they stand there. */
export function readConditions(draft: Questionnaire, code: string, values: FormValues): readonly Condition[] {
  return earlierItems(draft, code).flatMap((item) => {
    const chosen = answersOf(draft, item).filter((answer) => values.get(`when.${item.code}`)?.includes(answer));
    if (chosen.length === 0) return [];
    return [{ item: item.code, values: chosen, ...(isTicked(values, `unless.${item.code}`) && { unless: true as const }) }];
  });
}

/** `on_time=late`; anything that is no answer of an earlier item is no condition. */
export function readHideWhen(draft: Questionnaire, code: string, typed: string, before: Condition | undefined): Condition | undefined {
  if (typed === KEEP_HIDDEN) return before;
  const [item = '', value = ''] = typed.split('=');
  const asked = earlierItems(draft, code).find((one) => one.code === item);
  return asked && answersOf(draft, asked).includes(value) ? { item, values: [value] } : undefined;
}
