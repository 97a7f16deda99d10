/** An item as the editor's form sends it, put into a draft. */
import { showingWords } from '../condition-words';
import type { Item, LocalizedText, Questionnaire, ResponseOption, Section, WordingSource } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { withLanguages } from './change-settings';
import type { FormValues } from './form-values';
import { isTicked, oneLine, readOptionalTexts, readTexts, rowsOf, valueOf } from './form-values';
import { newItemCode, newOptionValue } from './new-code';
import { readConditions, readHideWhen } from './read-conditions';

export const ITEM_KINDS = ['level', 'choice', 'choices'] as const;
const SOURCES: readonly WordingSource[] = ['official', 'edited', 'project', 'uncertain'];

/** An empty item at the end of a section: a level item on the scale that the section uses already. */
export function addItem(draft: Questionnaire, section: Section, kind: Item['kind']): { draft: Questionnaire; code: string } {
  const code = newItemCode(draft, section);
  const about = { code, text: { vi: '' }, source: 'project' } as const;
  const used = section.items.find((item) => item.kind === 'level') ?? itemsOf(draft).find((item) => item.kind === 'level');
  const scale = used?.kind === 'level' ? used.scale : draft.scales[0]?.code;
  const item: Item =
    kind === 'level' && scale !== undefined
      ? { kind, ...about, scale }
      : { kind: kind === 'level' ? 'choice' : kind, ...about, options: [] };
  return { draft: inSection(draft, section.code, (items) => [...items, item]), code };
}

/** With another section it goes to that one's end. */
export function changeItem(draft: Questionnaire, code: string, values: FormValues): Questionnaire {
  const before = itemsOf(draft).find((item) => item.code === code);
  const from = draft.sections.find((section) => section.items.some((item) => item.code === code));
  if (!before || !from) return draft;
  const after = readItem(draft, before, values);
  const to = draft.sections.find((section) => section.code === valueOf(values, 'section')) ?? from;
  if (to.code === from.code) return inSection(draft, from.code, (items) => items.map((item) => (item.code === code ? after : item)));
  const left = inSection(draft, from.code, (items) => items.filter((item) => item.code !== code));
  return inSection(left, to.code, (items) => [...items, after]);
}

export function inSection(draft: Questionnaire, code: string, change: (items: readonly Item[]) => readonly Item[]): Questionnaire {
  return {
    ...draft,
    sections: draft.sections.map((section) => (section.code === code ? { ...section, items: change(section.items) } : section))
  };
}

function readItem(draft: Questionnaire, before: Item, values: FormValues): Item {
  const { languages } = draft;
  const showWhen = readConditions(draft, before.code, values);
  const about = {
    ...{ code: before.code, text: readTexts(values, 'text', languages) },
    ...readSource(before, readTexts(values, 'text', languages), values),
    ...(isTicked(values, 'required') && { required: true as const }),
    ...(showWhen.length > 0 && { showWhen, conditionHint: readHint(draft, before, showWhen, values) })
  };
  if (before.kind === 'level') {
    const notApplicable = isTicked(values, 'mayNotApply') ? readTexts(values, 'notApplicable', languages) : undefined;
    const scale = draft.scales.find(({ code }) => code === valueOf(values, 'scale'))?.code ?? before.scale;
    return { kind: 'level', ...about, scale, ...(notApplicable && { notApplicable }) };
  }
  return { kind: valueOf(values, 'kind') === 'choices' ? 'choices' : 'choice', ...about, options: readOptions(draft, before, values) };
}

/** The decree's words are kept where somebody changes them, and the wording says by itself that it is edited. */
function readSource(before: Item, text: LocalizedText, values: FormValues): Pick<Item, 'source' | 'officialText'> {
  const chosen = SOURCES.find((source) => source === valueOf(values, 'source')) ?? before.source;
  const typed = oneLine(valueOf(values, 'officialText'));
  if (before.source === 'official' && chosen === 'official' && before.text.vi !== '' && text.vi !== before.text.vi)
    return { source: 'edited', officialText: typed === '' ? before.text.vi : typed };
  return { source: chosen, ...(typed !== '' && { officialText: typed }) };
}

/** Written by itself where nobody wrote one, and again where the condition changed under its own words. */
function readHint(draft: Questionnaire, before: Item, showWhen: NonNullable<Item['showWhen']>, values: FormValues): LocalizedText {
  const asked = { items: itemsOf(draft), scales: draft.scales };
  const own = withLanguages(showingWords(showWhen, asked), draft.languages);
  const typed = readOptionalTexts(values, 'conditionHint', draft.languages);
  const said = before.showWhen && withLanguages(showingWords(before.showWhen, asked), draft.languages);
  return typed === undefined || (said && said.vi === typed.vi) ? own : typed;
}

/** A row without a label in any language goes. A new one gets its value from its Vietnamese label. */
function readOptions(draft: Questionnaire, before: Exclude<Item, { kind: 'level' }>, values: FormValues): readonly ResponseOption[] {
  const rows = rowsOf(values, 'option').map((row) => ({
    value: valueOf(values, `option.${row}.value`),
    label: readOptionalTexts(values, `option.${row}.label`, draft.languages),
    order: Number(valueOf(values, `option.${row}.order`)) || row + 1,
    hide: valueOf(values, `option.${row}.hide`)
  }));
  const known = new Set(before.options.map(({ value }) => value));
  // `na` stands for "does not apply" of scales.
  const taken = new Set([...known, 'na']);
  const given = new Set<string>();
  return rows
    .filter((row) => row.label !== undefined)
    .toSorted((a, b) => a.order - b.order)
    .map((row) => {
      const isKept = known.has(row.value) && !given.has(row.value);
      const value = isKept ? row.value : newOptionValue(taken, row.label!.vi);
      given.add(value);
      const old = before.options.find((option) => option.value === value);
      const hideWhen = readHideWhen(draft, before.code, row.hide, old?.hideWhen);
      return { value, label: row.label!, ...(hideWhen && { hideWhen }) };
    });
}
