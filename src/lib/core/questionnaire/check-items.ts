/** The faults of a questionnaire's items and of the rates that are counted from them. */
import { faultsOfText, faultsOfWords, repeated } from './check-text';
import type { Condition, ExperienceRate, Item, Language, Questionnaire } from './questionnaire';
import { itemsOf } from './questionnaire';

const OPTION_VALUE = /^[a-z0-9_]+$/;

export function faultsOfItems(questionnaire: Questionnaire): readonly string[] {
  const items = itemsOf(questionnaire);
  const { languages } = questionnaire;
  return items.flatMap((item, position) => {
    const place = `item ${item.code}`;
    return [
      ...faultsOfText(place, item.text, languages),
      ...(item.officialText === undefined ? [] : faultsOfWords(`${place}, official text`, item.officialText)),
      ...(item.officialText?.trim() === '' ? [`${place}, official text: is empty`] : []),
      ...(item.kind === 'level' ? [] : faultsOfOptions(place, item.options, languages)),
      ...(item.kind === 'level' ? [] : item.options).flatMap(({ value, hideWhen }) =>
        hideWhen ? faultsOfCondition(`${place}, option ${value}`, hideWhen, items.slice(0, position), questionnaire) : []
      ),
      ...(item.kind === 'level' && item.notApplicable ? faultsOfText(`${place}, not applicable`, item.notApplicable, languages) : []),
      ...(item.kind === 'level' && !questionnaire.scales.some((scale) => scale.code === item.scale)
        ? [`${place}: names the unknown scale ${item.scale}`]
        : []),
      ...(item.showWhen ?? []).flatMap((condition) => faultsOfCondition(place, condition, items.slice(0, position), questionnaire)),
      ...(item.showWhen && !item.conditionHint ? [`${place}: has a condition but no hint for readers whose browser hides nothing`] : []),
      ...(item.conditionHint ? faultsOfText(`${place}, condition hint`, item.conditionHint, languages) : [])
    ];
  });
}

function faultsOfOptions(
  place: string,
  options: (Item & { readonly kind: 'choice' | 'choices' })['options'],
  languages: readonly Language[]
): readonly string[] {
  return [
    ...(options.length >= 2 ? [] : [`${place}: needs at least two options`]),
    ...repeated(options.map((option) => option.value)).map((value) => `${place}, option ${value}: the value stands twice`),
    ...options
      .filter((option) => !OPTION_VALUE.test(option.value))
      .map((option) => `${place}, option ${option.value}: the value must match ${OPTION_VALUE.source}`),
    ...options.flatMap((option) => faultsOfText(`${place}, option ${option.value}`, option.label, languages))
  ];
}

/** `earlier`: an answer can only be looked back at, and a page can only show what comes after it. */
function faultsOfCondition(place: string, condition: Condition, earlier: readonly Item[], questionnaire: Questionnaire): readonly string[] {
  const item = earlier.find((candidate) => candidate.code === condition.item);
  if (!item) return [`${place}: its condition names ${condition.item}, which is no earlier item`];
  return faultsOfValues(`${place}: its condition`, condition.values, item, questionnaire);
}

export function faultsOfRate(rate: ExperienceRate, questionnaire: Questionnaire): readonly string[] {
  const place = `rate ${rate.code}`;
  const item = itemsOf(questionnaire).find((candidate) => candidate.code === rate.item);
  const { alarmAbove } = rate;
  return [
    ...faultsOfText(place, rate.name, questionnaire.languages),
    ...(item
      ? [
          ...faultsOfValues(place, rate.values, item, questionnaire),
          ...(rate.leaveOut ? faultsOfValues(`${place}, left out`, rate.leaveOut, item, questionnaire) : [])
        ]
      : [`${place}: names the unknown item ${rate.item}`]),
    ...rate.values.filter((value) => rate.leaveOut?.includes(value)).map((value) => `${place}: both counts ${value} and leaves it out`),
    ...(alarmAbove !== undefined && !(alarmAbove >= 0 && alarmAbove < 1) ? [`${place}: alarmAbove must be a share from 0 to below 1`] : []),
    ...(alarmAbove !== undefined && rate.alarmCount ? [`${place}: alarms above a share and from the first case: choose one`] : [])
  ];
}

function faultsOfValues(place: string, values: readonly string[], item: Item, questionnaire: Questionnaire): readonly string[] {
  const known = formValues(item, questionnaire);
  return [
    ...(values.length > 0 ? [] : [`${place}: names no value of ${item.code}`]),
    ...values.filter((value) => !known.includes(value)).map((value) => `${place}: names ${value}, which is no answer of ${item.code}`)
  ];
}

/** Everything a form can send for the item. */
function formValues(item: Item, questionnaire: Questionnaire): readonly string[] {
  if (item.kind !== 'level') return item.options.map((option) => option.value);
  const levels = questionnaire.scales.find((scale) => scale.code === item.scale)?.levels ?? [];
  return [...levels.map((level) => String(level.level)), ...(item.notApplicable ? ['na'] : [])];
}
