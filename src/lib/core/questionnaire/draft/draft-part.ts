/** The parts of a draft that are edited one at a time. A place is `item/late_apology`: an address of the editor, and where a fault lies. */
import type { Questionnaire } from '../questionnaire';
import { itemsOf } from '../questionnaire';

export const DRAFT_PARTS = ['settings', 'section', 'item', 'scale', 'rate'] as const;
export type DraftPart = (typeof DRAFT_PARTS)[number];

export interface DraftPlace {
  readonly part: DraftPart;
  /** `form` of the settings. */
  readonly code: string;
}

export const SETTINGS_PLACE: DraftPlace = { part: 'settings', code: 'form' };

export const placeText = ({ part, code }: DraftPlace): string => `${part}/${code}`;

export function hasPlace(draft: Questionnaire, { part, code }: DraftPlace): boolean {
  const codes = {
    settings: [SETTINGS_PLACE.code],
    section: draft.sections.map((section) => section.code),
    item: itemsOf(draft).map((item) => item.code),
    scale: draft.scales.map((scale) => scale.code),
    rate: draft.rates.map((rate) => rate.code)
  } as const satisfies Record<DraftPart, readonly string[]>;
  return (codes[part] as readonly string[]).includes(code);
}
