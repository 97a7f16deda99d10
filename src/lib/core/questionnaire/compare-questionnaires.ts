/**
 * What changed from one version of a questionnaire to another, by codes: an item is the same where its code is. Texts are compared in
 * the languages that both versions offer; a language that came or went is one difference, not one of every text.
 *
 * Not found: that two codes mean the same. An item with a new code is one that came and one that went.
 */
import { compareRates, compareScales } from './compare/compare-scales';
import { compareLists } from './compare/compare-lists';
import { compareSections } from './compare/compare-sections';
import { changed, reworded } from './compare/compare-values';
import type { About, QuestionnaireDifference } from './compare/difference';
import type { Questionnaire } from './questionnaire';
import { itemsOf } from './questionnaire';
import { addsUp } from './questionnaire-shape';

export interface QuestionnaireComparison {
  /** The questionnaire itself, its sections, items, scales and rates, then the comment; empty: the versions say the same. */
  readonly differences: readonly QuestionnaireDifference[];
  /** Answers to both add up. */
  readonly addsUp: boolean;
}

const ITSELF: About = { about: 'questionnaire', code: '' };
const COMMENT: About = { about: 'comment', code: '' };

export function compareQuestionnaires(before: Questionnaire, after: Questionnaire): QuestionnaireComparison {
  const languages = after.languages.filter((language) => before.languages.includes(language));
  const versions = {
    before: { items: itemsOf(before), scales: before.scales },
    after: { items: itemsOf(after), scales: after.scales },
    languages
  };
  return {
    differences: [
      ...changed(ITSELF, 'code', before.code, after.code),
      ...reworded(ITSELF, 'title', before.title, after.title, languages),
      ...reworded(ITSELF, 'stem', before.stem, after.stem, languages),
      ...changed(ITSELF, 'minutes', before.minutes, after.minutes),
      ...compareLanguages(before.languages, after.languages),
      ...compareSections(before, after, versions),
      ...compareScales(before.scales, after.scales, languages),
      ...compareRates(before.rates, after.rates, languages),
      ...compareComments(before.comment, after.comment, languages)
    ],
    addsUp: addsUp(before, after)
  };
}

function compareLanguages(before: readonly string[], after: readonly string[]): readonly QuestionnaireDifference[] {
  const { added, removed, moved } = compareLists(before, after, (code) => code);
  const about = (code: string): About => ({ about: 'language', code });
  const place = (list: readonly string[], code: string) => ({ position: list.indexOf(code) + 1 });
  return [
    ...removed.map((code) => ({ ...about(code), change: 'removed' as const })),
    ...added.map((code) => ({ ...about(code), change: 'added' as const })),
    ...[...moved].map((code) => ({ ...about(code), change: 'moved' as const, before: place(before, code), after: place(after, code) }))
  ];
}

function compareComments(
  before: Questionnaire['comment'],
  after: Questionnaire['comment'],
  languages: readonly string[]
): readonly QuestionnaireDifference[] {
  if (!before || !after) {
    const there = before ?? after;
    return there ? [{ ...COMMENT, name: there.text, change: after ? 'added' : 'removed' }] : [];
  }
  const about = { ...COMMENT, name: after.text };
  return [
    ...reworded(about, 'text', before.text, after.text, languages),
    ...reworded(about, 'hint', before.hint, after.hint, languages),
    ...changed(about, 'maxLength', before.maxLength, after.maxLength)
  ];
}
