/**
 * What a questionnaire is: data, versioned, immutable once used. A questionnaire is a list of sections; an item belongs to
 * one section; an item's position in `itemsOf(questionnaire)` is its place in a stored response's positional answers.
 *
 * Texts are maps by language, so a third language is data. Vietnamese (`vi`) is the source and always there.
 */
export type Language = string;
export type LocalizedText = Readonly<Record<Language, string>> & { readonly vi: string };

/** Where a wording comes from: the decree word for word, lightly edited, this project's own, or remembered and unconfirmed. */
export type WordingSource = 'official' | 'edited' | 'project' | 'uncertain';

export interface ScaleLevel {
  /** 1 … k; 1 is the least favourable. */
  readonly level: number;
  readonly label: LocalizedText;
}

export interface Scale {
  readonly code: string;
  /** Ascending from level 1. */
  readonly levels: readonly ScaleLevel[];
}

export interface ResponseOption {
  /** The form value: lower case, digits, underscores. */
  readonly value: string;
  readonly label: LocalizedText;
  /** Where this holds the option is not offered, and an answer by it is ignored (without scripts and in old browsers nothing hides). */
  readonly hideWhen?: Condition;
}

/** "Show only if the answer to `item` is one of `values`"; several conditions must all hold. */
export interface Condition {
  readonly item: string;
  readonly values: readonly string[];
  /** Turned round: "show unless the answer is one of `values`", so also where `item` was left empty or not shown. */
  readonly unless?: true;
}

interface ItemBase {
  /** Stable within the questionnaire: the form field's name and the exported column. */
  readonly code: string;
  readonly text: LocalizedText;
  readonly source: WordingSource;
  /** The decree's own wording where the shown one was edited. */
  readonly officialText?: string;
  /** Where it is shown it must be answered, whatever the survey says; a survey may ask for more. Never in a profile. */
  readonly required?: true;
  readonly showWhen?: readonly Condition[];
  /** Printed above a conditional item for readers whose browser hides nothing. */
  readonly conditionHint?: LocalizedText;
}

export interface LevelItem extends ItemBase {
  readonly kind: 'level';
  readonly scale: string;
  /** The label of "does not apply" where it may not apply; absent where the option is not offered. */
  readonly notApplicable?: LocalizedText;
}

export interface ChoiceItem extends ItemBase {
  readonly kind: 'choice';
  readonly options: readonly ResponseOption[];
}

export interface MultipleChoiceItem extends ItemBase {
  readonly kind: 'choices';
  readonly options: readonly ResponseOption[];
}

export type Item = LevelItem | ChoiceItem | MultipleChoiceItem;

/**
 * `factor`: its level items may enter the figure (the method says which factors do); `overall`: a level item never in it;
 * `experience`: what happened; `profile`: who answered (optional, shown folded).
 */
export type SectionKind = 'factor' | 'overall' | 'experience' | 'profile';

export interface Section {
  readonly kind: SectionKind;
  /** Stable: `access`, `procedure`, `officer`, `result`, `feedback` for the five service factors. */
  readonly code: string;
  readonly name: LocalizedText;
  /** A few words for the progress line and chart labels. */
  readonly shortName: LocalizedText;
  readonly intro?: LocalizedText;
  readonly items: readonly Item[];
}

/**
 * An experience rate: answers in `values` over all answers but those in `leaveOut`, among respondents whose condition held.
 * An alarm stands out where the share exceeds `alarmAbove` (share 0–1), or, with `alarmCount`, from the first case on.
 */
export interface ExperienceRate {
  readonly code: string;
  readonly item: string;
  readonly values: readonly string[];
  readonly leaveOut?: readonly string[];
  readonly name: LocalizedText;
  readonly alarmAbove?: number;
  readonly alarmCount?: true;
}

export interface Questionnaire {
  readonly code: string;
  readonly title: LocalizedText;
  /** The question above each factor's items. */
  readonly stem: LocalizedText;
  readonly languages: readonly Language[];
  /** Minutes it takes to answer, for the poster and the introduction. */
  readonly minutes: number;
  readonly scales: readonly Scale[];
  readonly sections: readonly Section[];
  readonly rates: readonly ExperienceRate[];
  /** The optional open comment at the end; absent: none is asked. */
  readonly comment?: { readonly text: LocalizedText; readonly hint: LocalizedText; readonly maxLength: number };
}

/** Every item in order: position i here is position i in a response's answers. */
export function itemsOf(questionnaire: Questionnaire): readonly Item[] {
  const known = listed.get(questionnaire);
  if (known) return known;
  const items = questionnaire.sections.flatMap((section) => section.items);
  listed.set(questionnaire, items);
  return items;
}

const listed = new WeakMap<Questionnaire, readonly Item[]>();

/** Codes of the items that the questionnaire itself wants answered. */
export function requiredItemsOf(questionnaire: Questionnaire): readonly string[] {
  return itemsOf(questionnaire).flatMap((item) => (item.required ? [item.code] : []));
}

/** The scale of a level item. Throws on a questionnaire that names a scale it does not have (`checkQuestionnaire` finds it first). */
export function scaleOf(questionnaire: Questionnaire, item: LevelItem): Scale {
  const scale = questionnaire.scales.find((candidate) => candidate.code === item.scale);
  if (!scale) throw new Error(`questionnaire ${questionnaire.code}: item ${item.code} names the unknown scale ${item.scale}`);
  return scale;
}

/** The text in `language`, or in Vietnamese where it is not translated. */
export function textIn(text: LocalizedText, language: Language): string {
  return text[language] ?? text.vi;
}
