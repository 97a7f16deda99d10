/** Takes a part out of a draft, unless something else in it still needs the part. */
import { Problem } from '../../problem';
import type { Questionnaire } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { inSection } from './change-item';
import type { DraftPlace } from './draft-part';

/** Throws `draft-part-used`: what still refers to it stands there by its words. */
export function removePart(draft: Questionnaire, { part, code }: DraftPlace): Questionnaire {
  const users = usersOf(draft, { part, code });
  if (users.length > 0) throw new Problem('draft-part-used', { count: users.length, users: users.slice(0, 3).map((user) => `"${user}"`).join(', ') }); // prettier-ignore
  const without = <Part extends { readonly code: string }>(parts: readonly Part[]) => parts.filter((other) => other.code !== code);
  switch (part) {
    case 'section':
      return { ...draft, sections: without(draft.sections) };
    case 'scale':
      return { ...draft, scales: without(draft.scales) };
    case 'rate':
      return { ...draft, rates: without(draft.rates) };
    case 'item':
      return draft.sections.reduce((left, section) => inSection(left, section.code, without), draft);
    case 'settings':
      return draft;
  }
}

/** The Vietnamese words of what would be left without it. */
function usersOf(draft: Questionnaire, { part, code }: DraftPlace): readonly string[] {
  const items = itemsOf(draft);
  if (part === 'section') return draft.sections.find((section) => section.code === code)?.items.map(({ text }) => text.vi) ?? [];
  if (part === 'scale') return items.filter((item) => item.kind === 'level' && item.scale === code).map(({ text }) => text.vi);
  if (part !== 'item') return [];
  const conditional = items.filter(
    (item) =>
      item.code !== code &&
      (item.showWhen?.some((condition) => condition.item === code) ||
        (item.kind !== 'level' && item.options.some(({ hideWhen }) => hideWhen?.item === code)))
  );
  return [...conditional.map(({ text }) => text.vi), ...draft.rates.filter(({ item }) => item === code).map(({ name }) => name.vi)];
}
