/** One form of the editor, put into the draft. `code` 'new': a part is made first, empty, and then filled from the form. */
import type { Questionnaire } from '../questionnaire';
import { addItem, changeItem, ITEM_KINDS } from './change-item';
import { addRate, changeRate } from './change-rate';
import { addScale, changeScale } from './change-scale';
import { addSection, changeSection } from './change-section';
import { changeSettings } from './change-settings';
import type { DraftPlace } from './draft-part';
import { hasPlace } from './draft-part';
import type { FormValues } from './form-values';
import { valueOf } from './form-values';

export const NEW = 'new';

export interface ChangedDraft {
  readonly draft: Questionnaire;
  readonly place: DraftPlace;
}

/** The draft with the part there, made if need be; undefined: there is no such part, or nothing to make it in. */
export function preparePart(draft: Questionnaire, place: DraftPlace, wishes: FormValues): ChangedDraft | undefined {
  if (place.code !== NEW) return hasPlace(draft, place) ? { draft, place } : undefined;
  const added = addPart(draft, place.part, wishes);
  return added && { draft: added.draft, place: { part: place.part, code: added.code } };
}

/** A part that is there. */
export function changePart(draft: Questionnaire, { part, code }: DraftPlace, values: FormValues): Questionnaire {
  const change = { settings: changeSettings, section: changeSection, item: changeItem, scale: changeScale, rate: changeRate } as const;
  return part === 'settings' ? change.settings(draft, values) : change[part](draft, code, values);
}

function addPart(draft: Questionnaire, part: DraftPlace['part'], wishes: FormValues): { draft: Questionnaire; code: string } | undefined {
  const code = valueOf(wishes, 'code');
  if (part === 'section') return addSection(draft, code || valueOf(wishes, 'name.vi'));
  if (part === 'scale') return addScale(draft, code);
  if (part === 'rate') return addRate(draft, valueOf(wishes, 'item'));
  const section = draft.sections.find((one) => one.code === valueOf(wishes, 'section'));
  const kind = ITEM_KINDS.find((one) => one === valueOf(wishes, 'kind')) ?? 'level';
  return part === 'item' && section ? addItem(draft, section, kind) : undefined;
}
