/** Words for the states and kinds of questionnaires' parts, in the page's language. */
import type { Item, Questionnaire, SectionKind, WordingSource } from '../../core/questionnaire/questionnaire';
import { itemsOf, textIn } from '../../core/questionnaire/questionnaire';
import type { DisplayLanguage } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

type State = 'draft' | 'published' | 'retired';

const STATES: Readonly<Record<State, { readonly text: () => string; readonly look: string }>> = {
  draft: { text: m.questionnaire_state_draft, look: 'demo' },
  published: { text: m.questionnaire_state_published, look: 'fine' },
  retired: { text: m.questionnaire_state_retired, look: 'plain' }
};

export const stateTag = (state: State) => ({ text: STATES[state].text(), look: STATES[state].look });

const KINDS: Readonly<Record<Item['kind'], () => string>> = {
  level: m.questionnaire_kind_level,
  choice: m.questionnaire_kind_choice,
  choices: m.questionnaire_kind_choices
};

export const kindWord = (kind: Item['kind']): string => KINDS[kind]();

const SECTIONS: Readonly<Record<SectionKind, () => string>> = {
  factor: m.questionnaire_section_factor,
  overall: m.questionnaire_section_overall,
  experience: m.questionnaire_section_experience,
  profile: m.questionnaire_section_profile
};

export const sectionWord = (kind: SectionKind): string => SECTIONS[kind]();

const SOURCES: Readonly<Record<WordingSource, () => string>> = {
  official: m.questionnaire_source_official,
  edited: m.questionnaire_source_edited,
  project: m.questionnaire_source_project,
  uncertain: m.questionnaire_source_uncertain
};

export const sourceWord = (source: WordingSource): string => SOURCES[source]();

/** What a place of a draft is called: an item by its words, a scale by its lowest and highest level. */
export function placeWords(draft: Questionnaire, place: string, language: DisplayLanguage): string {
  const [part, ...rest] = place.split('/');
  const code = rest.join('/');
  if (part === 'settings') return m.questionnaire_settings();
  if (part === 'scale') return scaleWords(draft, code, language);
  const words =
    part === 'item'
      ? itemsOf(draft).find((item) => item.code === code)?.text
      : part === 'section'
        ? draft.sections.find((section) => section.code === code)?.name
        : draft.rates.find((rate) => rate.code === code)?.name;
  return (words && (textIn(words, language) || words.vi)) || m.questionnaire_untitled();
}

/** `satisfaction-5: Rất không hài lòng … Rất hài lòng` */
export function scaleWords({ scales }: Questionnaire, code: string, language: DisplayLanguage): string {
  const levels = scales.find((scale) => scale.code === code)?.levels ?? [];
  const [lowest, highest] = [levels[0], levels.at(-1)];
  return lowest && highest ? `${code}: ${textIn(lowest.label, language)} … ${textIn(highest.label, language)}` : code;
}
