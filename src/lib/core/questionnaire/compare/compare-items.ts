/** Two versions of an item. Of one that is answered in another way now (levels instead of choices) only that is said. */
import type { Asked } from '../condition-words';
import { hidingWords, showingWords } from '../condition-words';
import type { Condition, Item, ResponseOption } from '../questionnaire';
import { conditionShape } from '../questionnaire-shape';
import { compareLists } from './compare-lists';
import { changed, reworded } from './compare-values';
import type { About, QuestionnaireDifference } from './difference';

export interface Versions {
  readonly before: Asked;
  readonly after: Asked;
  /** Those that both versions offer. */
  readonly languages: readonly string[];
}

export function compareItems(before: Item, after: Item, versions: Versions): readonly QuestionnaireDifference[] {
  const about: About = { about: 'item', code: after.code, name: after.text };
  const official = (item: Item) => (item.officialText === undefined ? undefined : { vi: item.officialText });
  return [
    ...changed(about, 'kind', before.kind, after.kind),
    ...reworded(about, 'text', before.text, after.text, versions.languages),
    ...reworded(about, 'officialText', official(before), official(after), ['vi']),
    ...changed(about, 'source', before.source, after.source),
    ...changed(about, 'required', before.required, after.required),
    ...compareConditions(about, before, after, versions),
    ...reworded(about, 'conditionHint', before.conditionHint, after.conditionHint, versions.languages),
    ...compareAnswers(about, before, after, versions)
  ];
}

function compareConditions(about: About, before: Item, after: Item, versions: Versions): readonly QuestionnaireDifference[] {
  const [old, now] = [before.showWhen ?? [], after.showWhen ?? []];
  if (isSame(old, now)) return [];
  const words = (conditions: typeof old, asked: Asked) => (conditions.length === 0 ? null : showingWords(conditions, asked));
  return [{ ...about, change: 'condition', before: words(old, versions.before), after: words(now, versions.after) }];
}

function compareAnswers(about: About, before: Item, after: Item, versions: Versions): readonly QuestionnaireDifference[] {
  if (before.kind === 'level' && after.kind === 'level') {
    const [old, now] = [before.notApplicable, after.notApplicable];
    return [
      ...changed(about, 'scale', before.scale, after.scale),
      ...(old && now
        ? reworded(about, 'notApplicable', old, now, versions.languages)
        : old || now
          ? [{ ...about, change: 'notApplicable' as const, before: old ?? null, after: now ?? null }]
          : [])
    ];
  }
  return before.kind === 'level' || after.kind === 'level' ? [] : compareOptions(after.code, before.options, after.options, versions);
}

function compareOptions(
  item: string,
  before: readonly ResponseOption[],
  after: readonly ResponseOption[],
  versions: Versions
): readonly QuestionnaireDifference[] {
  const { added, removed, kept, moved } = compareLists(before, after, ({ value }) => value);
  const about = ({ value, label }: ResponseOption): About => ({ about: 'option', code: value, of: item, name: label });
  const place = (options: readonly ResponseOption[], value: string) => ({
    position: options.findIndex((option) => option.value === value) + 1
  });
  return [
    ...removed.map((option) => ({ ...about(option), change: 'removed' as const })),
    ...added.map((option) => ({ ...about(option), change: 'added' as const })),
    ...kept.flatMap(({ before: old, after: now }): readonly QuestionnaireDifference[] => [
      ...(moved.has(now.value)
        ? [{ ...about(now), change: 'moved' as const, before: place(before, now.value), after: place(after, now.value) }]
        : []),
      ...reworded(about(now), 'label', old.label, now.label, versions.languages),
      ...(isSame(old.hideWhen ? [old.hideWhen] : [], now.hideWhen ? [now.hideWhen] : [])
        ? []
        : [
            {
              ...{ ...about(now), change: 'condition' as const },
              before: old.hideWhen ? hidingWords(old.hideWhen, versions.before) : null,
              after: now.hideWhen ? hidingWords(now.hideWhen, versions.after) : null
            }
          ])
    ])
  ];
}

function isSame(before: readonly Condition[], after: readonly Condition[]): boolean {
  return JSON.stringify(before.map(conditionShape)) === JSON.stringify(after.map(conditionShape));
}
