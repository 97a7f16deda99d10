/** Words of a round's weights and of its record. */
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { StratumPart } from '../../core/sampling/design';
import type { StepKind } from '../../core/weighting/steps';
import { NO_LEVEL } from '../../core/weighting/weighted-unit';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import type { AgencyKind } from '../../core/agency/agency';
import { kindName } from '../agency/agency-address';
import { deskPath } from '../desk/desk-words';
import { paperPath } from '../keying/keying-words';
import type { Names } from '../sampling/sampling-words';
import { stratumText } from '../sampling/sampling-words';

/** Between the parts of a name. */
const PART = ' · ';

interface Level {
  readonly level: string;
  readonly name: LocalizedText | null;
}

export interface Variable {
  readonly code: string;
  readonly name: LocalizedText | null;
  readonly frame: 'stratum' | 'agency' | 'level' | 'field' | 'area' | 'kind' | null;
  readonly levels: readonly (Level & { readonly respondents: number })[];
  /** Of strata. */
  readonly words?: StratumWords;
}

/** What strata's names are made of. */
interface StratumWords {
  readonly parts: readonly StratumPart[];
  readonly agencies: Names;
}

const STEPS: Readonly<Record<StepKind, typeof m.weights_step_base>> = {
  base: m.weights_step_base,
  'non-response': m.weights_step_non_response,
  trim: m.weights_step_trim,
  'post-stratify': m.weights_step_post_stratify,
  rake: m.weights_step_rake
};

export const weightingStepName = (kind: StepKind, language: DisplayLanguage): string => STEPS[kind]({}, { locale: language });

const FRAME: Readonly<Record<NonNullable<Variable['frame']>, () => string>> = {
  stratum: m.weights_variable_stratum,
  agency: m.weights_variable_agency,
  level: m.weights_variable_level,
  field: m.weights_variable_field,
  area: m.weights_variable_area,
  kind: m.weights_variable_kind
};

export function variableName({ code, name, frame }: Omit<Variable, 'levels'>, language: DisplayLanguage): string {
  if (frame) return FRAME[frame]();
  return name ? textIn(name, language) : code;
}

export function levelName({ frame, words }: Pick<Variable, 'frame' | 'words'>, { level, name }: Level, language: DisplayLanguage): string {
  if (name) return textIn(name, language);
  if (level === NO_LEVEL) return m.weights_no_level();
  if (words) return stratumText(level, words.parts, words.agencies, language);
  if (frame === 'kind') return level === 'organisation' ? m.weights_level_organisation() : m.weights_level_person();
  return frame === 'level' ? kindName(level as AgencyKind) : level;
}

/** Of a variable's code and a level of it, as classes and totals are kept. */
export function namer(variables: readonly Variable[], language: DisplayLanguage) {
  const find = (code: string) => variables.find((one) => one.code === code);
  return {
    variable: (code: string): string => {
      if (code === 'eligibility') return m.weights_kind_eligibility();
      if (code === 'response') return m.weights_kind_response();
      const variable = find(code);
      return variable ? variableName(variable, language) : code;
    },
    level: (code: string, level: string): string => {
      const variable = find(code);
      const found = variable?.levels.find((one) => one.level === level);
      return variable && found ? levelName(variable, found, language) : level;
    }
  };
}

/**
 * A stratum as the design was left with it: one of the draw's, or behind the name of one a cluster that was certain to be drawn and so is a
 * stratum of its own (core/weighting/design-rows.ts).
 */
export function designStratumName(label: string, { parts, agencies }: StratumWords, language: DisplayLanguage): string {
  const pieces = label.split(PART);
  const own = Math.max(parts.length, 1);
  const clusters = pieces.slice(own).map((piece) => {
    const agency = agencies[piece];
    return agency ? textIn(agency, language) : piece;
  });
  return [stratumText(pieces.slice(0, own).join(PART), parts, agencies, language), ...clusters].join(PART);
}

/** So many of something that was joined are all named; of more the first ones. */
export const FEW_NAMES = 4;
/** Longer lists and tables of classes are folded. */
export const MOST_OPEN = 12;
const FIRST_NAMES = 2;

/** `Xã Mường La + Xã Ngọc Chiến`; of many `Xã Mường La + Xã Ngọc Chiến + 57 …`. */
export function joinedText(names: readonly string[], language: DisplayLanguage): string {
  if (names.length <= FEW_NAMES) return names.join(' + ');
  const more = m.weights_joined_more({ count: formatCount(names.length - FIRST_NAMES, language) });
  return [...names.slice(0, FIRST_NAMES), more].join(' + ');
}

/** Of a class's name the variables with their levels: `c1 · Đất đai · person` is of two where strata are of two parts. */
export function classLevels(
  name: string,
  codes: readonly string[],
  variables: readonly Variable[]
): readonly (readonly [string, string])[] {
  const [code, ...rest] = codes;
  if (code === undefined) return [];
  if (rest.length === 0) return [[code, name]];
  const levels = variables.find((one) => one.code === code)?.levels ?? [];
  const level = levels.map((one) => one.level).find((one) => name.startsWith(`${one}${PART}`)) ?? name.split(PART)[0]!;
  return [[code, level], ...classLevels(name.slice(level.length + PART.length), rest, variables)];
}

const MATTER_TEXTS: Readonly<Record<keyof OpenMatters, typeof m.weights_matter_keyings>> = {
  ledger: m.weights_matter_ledger,
  keyings: m.weights_matter_keyings,
  parts: m.weights_matter_parts,
  reviews: m.weights_matter_reviews,
  held: m.weights_matter_held,
  reinterviews: m.weights_matter_reinterviews,
  forms: m.weights_matter_forms,
  units: m.weights_matter_units
};

export const matterText = (matter: keyof OpenMatters, count: string, language: DisplayLanguage): string =>
  MATTER_TEXTS[matter]({ count }, { locale: language });

/** Where it is settled. */
export function matterPath(matter: keyof OpenMatters, surveyCode: string): string {
  switch (matter) {
    case 'ledger':
    case 'forms':
      return `${deskPath(surveyCode)}/ledger`;
    case 'keyings':
      return paperPath(surveyCode);
    case 'parts':
    case 'reinterviews':
    case 'reviews':
    case 'held':
      return deskPath(surveyCode, 'recheck');
    case 'units':
      return deskPath(surveyCode, 'field');
  }
}

/** A weight, a factor, an effect: three figures behind the point at most. */
export function formatWeight(value: number, language: DisplayLanguage): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: value < 100 ? 3 : 1 });
}
