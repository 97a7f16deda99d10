/** Differences in texts and single values, empty where there are none. */
import type { LocalizedText } from '../questionnaire';
import type { About, QuestionnaireDifference, Text, Value } from './difference';

/** In `languages`: those that both versions offer. */
export function reworded(
  about: About,
  text: Text,
  before: LocalizedText | undefined,
  after: LocalizedText | undefined,
  languages: readonly string[]
): readonly QuestionnaireDifference[] {
  return languages.flatMap((language) => {
    const [old, now] = [before?.[language] ?? null, after?.[language] ?? null];
    return old === now ? [] : [{ ...about, change: 'reworded' as const, text, language, before: old, after: now }];
  });
}

export function changed(
  about: About,
  value: Value,
  before: string | number | boolean | readonly string[] | undefined,
  after: string | number | boolean | readonly string[] | undefined
): readonly QuestionnaireDifference[] {
  const [old, now] = [said(before), said(after)];
  return old === now ? [] : [{ ...about, change: 'changed', value, before: old, after: now }];
}

/** A list without anything in it is none. */
function said(value: string | number | boolean | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? null : value.join(', ');
}
