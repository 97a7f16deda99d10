/** Experience rates of a draft: which answers to an item are counted, and when that is alarming. */
import type { ExperienceRate, Item, Questionnaire } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import type { FormValues } from './form-values';
import { readTexts, valueOf } from './form-values';
import { newListCode } from './new-code';
import { answersOf } from './read-conditions';

/** Items that a rate can be of: a tally does not hold how many people answered one with several choices. */
export function ratedItems(draft: Questionnaire): readonly Item[] {
  return itemsOf(draft).filter(({ kind }) => kind === 'choice');
}

/** undefined: there is no such item. */
export function addRate(draft: Questionnaire, item: string): { draft: Questionnaire; code: string } | undefined {
  if (!ratedItems(draft).some(({ code }) => code === item)) return undefined;
  const code = newListCode(draft.rates.map((rate) => rate.code), `${item}_rate`, 'rate'); // prettier-ignore
  return { draft: { ...draft, rates: [...draft.rates, { code, item, values: [], name: { vi: '' } }] }, code };
}

/** Fields `answer.VALUE`: `count`, `leave-out`, or nothing. The alarm is in per cent in the form, a share in the questionnaire. */
export function changeRate(draft: Questionnaire, code: string, values: FormValues): Questionnaire {
  return { ...draft, rates: draft.rates.map((rate) => (rate.code === code ? readRate(draft, rate, values) : rate)) };
}

function readRate(draft: Questionnaire, before: ExperienceRate, values: FormValues): ExperienceRate {
  const item = itemsOf(draft).find(({ code }) => code === before.item);
  const answers = item ? answersOf(draft, item) : [];
  const chosen = (what: string) => answers.filter((answer) => valueOf(values, `answer.${answer}`) === what);
  const leaveOut = chosen('leave-out');
  const alarm = valueOf(values, 'alarm');
  const percent = Number(valueOf(values, 'alarmPercent').trim().replace(',', '.') || NaN);
  return {
    ...{ code: before.code, item: before.item, values: chosen('count'), name: readTexts(values, 'name', draft.languages) },
    ...(leaveOut.length > 0 && { leaveOut }),
    ...(alarm === 'share' && Number.isFinite(percent) && { alarmAbove: Math.round(percent * 100) / 10_000 }),
    ...(alarm === 'count' && { alarmCount: true as const })
  };
}
