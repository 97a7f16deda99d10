/**
 * The scales of an XLSForm, from the lists that are ones. Lists with the same scale (with and without "does not apply") say the same
 * of its levels, or the second is refused where it differs. In a file that does not name scales, lists with the same levels are one.
 */
import type { LocalizedText, Scale, ScaleLevel } from '../questionnaire';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import type { ChoiceList, ListedChoice } from './read-choices';
import { isCounted, isNotApplicable } from './read-choices';

export interface ReadScales {
  readonly scales: readonly Scale[];
  /** By list name. */
  readonly byList: ReadonlyMap<string, { readonly scale: string; readonly notApplicable: LocalizedText | undefined }>;
}

/** `rated`: lists that a `select_one` names; of scales that the file does not name, only these. */
export function readScales(lists: ReadonlyMap<string, ChoiceList>, rated: ReadonlySet<string>, findings: Findings): ReadScales {
  /** By code, or by the levels' words where the file has no code. */
  const scales = new Map<string, { readonly scale: Scale; readonly choices: readonly ListedChoice[] }>();
  const byList = new Map<string, { scale: string; notApplicable: LocalizedText | undefined }>();
  for (const list of lists.values()) {
    if (list.scale === undefined || (list.scale === '' && !rated.has(list.name))) continue;
    const choices = levelsOf(list, findings);
    const levels = choices.map(({ name, label }): ScaleLevel => ({ level: Number(name), label }));
    const key = list.scale === '' ? wordsOf(levels) : list.scale;
    const known = scales.get(key);
    const code = list.scale === '' ? (known?.scale.code ?? list.name) : list.scale;
    if (!known) scales.set(key, { scale: { code, levels }, choices });
    else if (list.scale !== '') compareLevels(known.choices, choices, code, findings);
    const [first] = list.choices;
    if (list.scale === '' && first) note(findings, first.row.cell('name'), 'xlsform-default-scale', { list: list.name });
    byList.set(list.name, { scale: code, notApplicable: list.choices.find(({ name }) => isNotApplicable(name))?.label });
  }
  return { scales: [...scales.values()].map(({ scale }) => scale), byList };
}

/** From level 1 up. */
function levelsOf(list: ChoiceList, findings: Findings): readonly ListedChoice[] {
  const levels = list.choices.filter(({ name }) => !isNotApplicable(name));
  const wrong = levels.length < 2 || !isCounted(levels.map(({ name }) => name)) || list.choices.length - levels.length > 1;
  const [first] = list.choices;
  if (wrong && first) mistake(findings, first.row.cell('name'), 'xlsform-scale-levels', { list: list.name });
  return wrong ? [] : [...levels].sort((one, other) => Number(one.name) - Number(other.name));
}

function compareLevels(known: readonly ListedChoice[], choices: readonly ListedChoice[], scale: string, findings: Findings): void {
  if (known.length === 0 || choices.length === 0) return;
  if (known.length !== choices.length)
    return mistake(findings, choices[0]!.row.cell('name'), 'xlsform-scale-length', { scale, first: known[0]!.row.cell('name') });
  for (const [i, choice] of choices.entries())
    if (wordsIn(choice.label) !== wordsIn(known[i]!.label))
      mistake(findings, choice.row.cell('label'), 'xlsform-scale-label', { scale, level: choice.name, first: known[i]!.row.cell('label') });
}

const wordsOf = (levels: readonly ScaleLevel[]) => JSON.stringify(levels.map(({ label }) => wordsIn(label)));

function wordsIn(text: LocalizedText): string {
  return JSON.stringify(Object.entries(text).sort(([one], [other]) => (one < other ? -1 : 1)));
}
