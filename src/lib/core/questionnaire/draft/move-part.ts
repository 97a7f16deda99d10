/** Sections, and items in theirs, moved up or down by one. At the end of its list a part stays where it is. */
import type { Questionnaire } from '../questionnaire';
import { inSection } from './change-item';
import type { DraftPlace } from './draft-part';

export type Direction = 'up' | 'down';

export function movePart(draft: Questionnaire, { part, code }: DraftPlace, direction: Direction): Questionnaire {
  if (part === 'section') return { ...draft, sections: moved(draft.sections, code, direction) };
  const section = draft.sections.find(({ items }) => items.some((item) => item.code === code));
  return part === 'item' && section ? inSection(draft, section.code, (items) => moved(items, code, direction)) : draft;
}

function moved<Part extends { readonly code: string }>(parts: readonly Part[], code: string, direction: Direction): readonly Part[] {
  const at = parts.findIndex((part) => part.code === code);
  const to = at + (direction === 'up' ? -1 : 1);
  if (at < 0 || to < 0 || to >= parts.length) return parts;
  const others = parts.toSpliced(at, 1);
  return others.toSpliced(to, 0, parts[at]!);
}
