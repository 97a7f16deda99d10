/** Sections and the items in them. An item that went to another section, or past others in its own, moved; one in a section that moved did not. */
import type { Item, Questionnaire, Section } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import type { Versions } from './compare-items';
import { compareItems } from './compare-items';
import { compareLists } from './compare-lists';
import { changed, reworded } from './compare-values';
import type { About, Place, QuestionnaireDifference } from './difference';

export function compareSections(before: Questionnaire, after: Questionnaire, versions: Versions): readonly QuestionnaireDifference[] {
  const { added, removed, kept, moved } = compareLists(before.sections, after.sections, ({ code }) => code);
  const about = ({ code, name }: Section): About => ({ about: 'section', code, name });
  const place = ({ sections }: Questionnaire, code: string) => ({ position: sections.findIndex((section) => section.code === code) + 1 });
  return [
    ...removed.map((section) => ({ ...about(section), change: 'removed' as const })),
    ...added.map((section) => ({ ...about(section), change: 'added' as const })),
    ...kept.flatMap(({ before: old, after: now }): readonly QuestionnaireDifference[] => [
      ...(moved.has(now.code)
        ? [{ ...about(now), change: 'moved' as const, before: place(before, now.code), after: place(after, now.code) }]
        : []),
      ...changed(about(now), 'kind', old.kind, now.kind),
      ...reworded(about(now), 'name', old.name, now.name, versions.languages),
      ...reworded(about(now), 'shortName', old.shortName, now.shortName, versions.languages),
      ...reworded(about(now), 'intro', old.intro, now.intro, versions.languages)
    ]),
    ...compareAllItems(before, after, versions)
  ];
}

function compareAllItems(before: Questionnaire, after: Questionnaire, versions: Versions): readonly QuestionnaireDifference[] {
  const { added, removed, kept } = compareLists(itemsOf(before), itemsOf(after), ({ code }) => code);
  const about = ({ code, text }: Item): About => ({ about: 'item', code, name: text });
  const [old, now] = [placesOf(before), placesOf(after)];
  const passed = new Set(
    after.sections.flatMap((section) => {
      const stayed = (items: readonly Item[]) => items.filter(({ code }) => old.get(code)?.section === now.get(code)?.section);
      const earlier = before.sections.find(({ code }) => code === section.code)?.items ?? [];
      return [...compareLists(stayed(earlier), stayed(section.items), ({ code }) => code).moved];
    })
  );
  return [
    ...removed.map((item) => ({ ...about(item), change: 'removed' as const })),
    ...added.map((item) => ({ ...about(item), change: 'added' as const })),
    ...kept.flatMap((item): readonly QuestionnaireDifference[] => {
      const [from, to] = [old.get(item.after.code)!, now.get(item.after.code)!];
      const isMoved = from.section !== to.section || passed.has(item.after.code);
      return [
        ...(isMoved ? [{ ...about(item.after), change: 'moved' as const, before: from, after: to }] : []),
        ...compareItems(item.before, item.after, versions)
      ];
    })
  ];
}

function placesOf({ sections }: Questionnaire): ReadonlyMap<string, Place> {
  return new Map(sections.flatMap(({ code, items }) => items.map((item, i) => [item.code, { section: code, position: i + 1 }] as const)));
}
