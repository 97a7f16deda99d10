/** Scales with their levels, and rates. */
import type { ExperienceRate, Scale, ScaleLevel } from '../questionnaire';
import { compareLists } from './compare-lists';
import { changed, reworded } from './compare-values';
import type { About, QuestionnaireDifference } from './difference';

export function compareScales(
  before: readonly Scale[],
  after: readonly Scale[],
  languages: readonly string[]
): readonly QuestionnaireDifference[] {
  const { added, removed, kept, moved } = compareLists(before, after, ({ code }) => code);
  const about = ({ code }: Scale): About => ({ about: 'scale', code });
  return [
    ...removed.map((scale) => ({ ...about(scale), change: 'removed' as const })),
    ...added.map((scale) => ({ ...about(scale), change: 'added' as const })),
    ...kept.flatMap(({ before: old, after: now }): readonly QuestionnaireDifference[] => [
      ...(moved.has(now.code) ? [movedIn(about(now), before, after)] : []),
      ...compareLevels(now.code, old.levels, now.levels, languages)
    ])
  ];
}

function compareLevels(
  scale: string,
  before: readonly ScaleLevel[],
  after: readonly ScaleLevel[],
  languages: readonly string[]
): readonly QuestionnaireDifference[] {
  const { added, removed, kept } = compareLists(before, after, ({ level }) => String(level));
  const about = ({ level, label }: ScaleLevel): About => ({ about: 'level', code: String(level), of: scale, name: label });
  return [
    ...removed.map((level) => ({ ...about(level), change: 'removed' as const })),
    ...added.map((level) => ({ ...about(level), change: 'added' as const })),
    ...kept.flatMap(({ before: old, after: now }) => reworded(about(now), 'label', old.label, now.label, languages))
  ];
}

export function compareRates(
  before: readonly ExperienceRate[],
  after: readonly ExperienceRate[],
  languages: readonly string[]
): readonly QuestionnaireDifference[] {
  const { added, removed, kept, moved } = compareLists(before, after, ({ code }) => code);
  const about = ({ code, name }: ExperienceRate): About => ({ about: 'rate', code, name });
  return [
    ...removed.map((rate) => ({ ...about(rate), change: 'removed' as const })),
    ...added.map((rate) => ({ ...about(rate), change: 'added' as const })),
    ...kept.flatMap(({ before: old, after: now }): readonly QuestionnaireDifference[] => [
      ...(moved.has(now.code) ? [movedIn(about(now), before, after)] : []),
      ...reworded(about(now), 'name', old.name, now.name, languages),
      ...(['item', 'values', 'leaveOut', 'alarmAbove', 'alarmCount'] as const).flatMap((value) =>
        changed(about(now), value, old[value], now[value])
      )
    ])
  ];
}

function movedIn(about: About, before: readonly { readonly code: string }[], after: readonly { readonly code: string }[]) {
  const place = (list: typeof before) => ({ position: list.findIndex(({ code }) => code === about.code) + 1 });
  return { ...about, change: 'moved' as const, before: place(before), after: place(after) };
}
