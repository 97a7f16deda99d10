/**
 * The `choices` sheet. A scale is a list whose rows name it in the column `scale`; with "does not apply" it is a list of its own for
 * each label, because the label is the answer's. Questions with the same options share a list. Levels stand from the best one
 * down, as the official forms print them.
 */
import type { Item, LocalizedText, Questionnaire, ResponseOption, Scale } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { claimName } from './claim-name';
import { languageName } from './language-names';
import type { TextSheet } from './sheets';
import { inLanguage, sheetOf } from './sheets';
import { HIDE_GROUP, hideGroups } from './write-expression';

export interface WrittenChoices {
  readonly sheet: TextSheet;
  /** By item code, the list that its type names. */
  readonly listOf: ReadonlyMap<string, string>;
}

type Row = Readonly<Record<string, string>>;

export function writeChoices(questionnaire: Questionnaire, languages: readonly string[]): WrittenChoices {
  const labels = (text: LocalizedText) =>
    Object.fromEntries(languages.map((language) => [inLanguage('label', languageName(language)), text[language] ?? '']));
  const taken = new Set<string>();
  const rows: Row[] = [];
  const listOf = new Map<string, string>();
  const scaleLists = new Map<string, string>();
  const addScale = (scale: Scale, name: string, notApplicable?: LocalizedText) => {
    const list = claimName(taken, name);
    for (const { level, label } of [...scale.levels].reverse())
      rows.push({ list_name: list, name: String(level), ...labels(label), scale: scale.code });
    if (notApplicable) rows.push({ list_name: list, name: 'na', ...labels(notApplicable), scale: scale.code });
    scaleLists.set(keyOf(scale.code, notApplicable), list);
  };
  // All scales first, used or not, so that they come back in their order.
  for (const scale of questionnaire.scales) addScale(scale, listName(scale.code));

  const optionLists = new Map<string, string>();
  for (const item of itemsOf(questionnaire)) {
    const key = item.kind === 'level' ? keyOf(item.scale, item.notApplicable) : JSON.stringify(item.options);
    const lists = item.kind === 'level' ? scaleLists : optionLists;
    if (!lists.has(key)) {
      if (item.kind === 'level') addScale(scaleNamed(questionnaire, item.scale), `${listName(item.scale)}_na`, item.notApplicable);
      else optionLists.set(key, addOptions(item, item.options));
    }
    listOf.set(item.code, lists.get(key)!);
  }

  function addOptions(item: Item, options: readonly ResponseOption[]): string {
    const list = claimName(taken, item.code);
    const groups = hideGroups(options);
    for (const { value, label, hideWhen } of options)
      rows.push({
        ...{ list_name: list, name: value, ...labels(label) },
        ...(hideWhen && { [HIDE_GROUP]: groups.get(JSON.stringify(hideWhen))!.group })
      });
    return list;
  }

  const header = [
    ...['list_name', 'name'],
    ...languages.map((language) => inLanguage('label', languageName(language))),
    ...['scale', HIDE_GROUP]
  ];
  return { sheet: sheetOf(header, rows), listOf };
}

const keyOf = (scale: string, notApplicable?: LocalizedText) => JSON.stringify([scale, notApplicable ?? null]);

function scaleNamed(questionnaire: Questionnaire, code: string): Scale {
  return questionnaire.scales.find((scale) => scale.code === code) ?? { code, levels: [] };
}

/** A list's name may have no blanks, and tools make it a name in XML. */
function listName(scale: string): string {
  const name = scale.replace(/[^A-Za-z0-9._-]/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `scale_${name}`;
}
