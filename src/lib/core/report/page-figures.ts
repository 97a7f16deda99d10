/** The figures of a report's own place and period: factors, items, experience rates. */
import { overallName } from '../method/share-words';
import type { Estimate, Refusal } from '../estimation/estimate';
import { sum } from '../estimation/ratio';
import type { Method } from '../method/method';
import type { ExperienceRate, Item, LevelItem, Questionnaire, Section } from '../questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../questionnaire/questionnaire';
import type { AnswersByUnit } from '../scoring/answers-by-unit';
import type { Sample } from '../scoring/estimate-figure';
import { estimateRates } from '../scoring/experience';
import { describeItemLevels } from '../scoring/item-levels';
import { estimateFigure, estimateItem } from '../scoring/satisfaction';
import { figureOf, OVERALL } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import type { Tally } from '../tally/tally';
import type { FigureCodes } from './figure-codes';
import { toFigure } from './figure';
import type { PeriodDisclosure } from './period-disclosure';
import type { FactorFigure, Figure, ItemFigure, RateFigure } from './report';

export interface PageAnswers {
  readonly layout: TallyLayout;
  readonly questionnaire: Questionnaire;
  readonly method: Method;
  readonly codes: FigureCodes;
  readonly disclosure: PeriodDisclosure;
  readonly answers: AnswersByUnit;
  readonly sample: Sample;
  /** All answers of the place and period, added up. */
  readonly tally: Tally;
}

export function overallFigure(page: PageAnswers): Figure {
  return toFigure(OVERALL, overallName(page.method), page.disclosure.markOf(page.codes.overall), figureEstimate(page, OVERALL));
}

/** Every section of kind `factor`, in questionnaire order. */
export function factorFigures(page: PageAnswers): readonly FactorFigure[] {
  const { questionnaire, codes, layout, disclosure } = page;
  return questionnaire.sections.flatMap((section) => {
    const code = codes.figures.get(section.code);
    if (section.kind !== 'factor' || code === undefined) return [];
    const figure = toFigure(section.code, section.name, disclosure.markOf(code), figureEstimate(page, section.code));
    return [{ ...figure, shortName: section.shortName, inOverall: figureOf(layout, section.code).inOverall }];
  });
}

/** Every level item with a satisfied threshold, numbered as printed. */
export function itemFigures(page: PageAnswers): readonly ItemFigure[] {
  const { questionnaire, codes } = page;
  const numbers = new Map(itemsOf(questionnaire).map((item, i) => [item.code, i + 1]));
  return questionnaire.sections.flatMap((section) =>
    section.items.flatMap((item) => {
      const code = codes.items.get(item.code);
      return item.kind === 'level' && code !== undefined ? [itemFigure(page, section, item, code, numbers.get(item.code)!)] : [];
    })
  );
}

export function rateFigures(page: PageAnswers): readonly RateFigure[] {
  const { questionnaire, layout, method, answers, sample, codes, disclosure } = page;
  const estimates = new Map(estimateRates(layout, method, answers, sample).map((rate) => [rate.code, rate]));
  return questionnaire.rates.map((rate) => {
    const found = estimates.get(rate.code)!;
    const figure = toFigure(rate.code, rate.name, disclosure.markOf(codes.rates.get(rate.code)!), () => found.estimate);
    const count = figure.estimate ? found.count : null;
    return {
      ...figure,
      item: rate.item,
      count,
      alarm: isAlarm(rate, figure.estimate?.value ?? null, count),
      alarmAbove: rate.alarmAbove ?? null,
      alarmCount: rate.alarmCount === true
    };
  });
}

/** Of all answers asked for by the items of the overall figure, the shares that were "does not apply" and left empty. */
export function missingShares({ layout, tally }: PageAnswers): { readonly notApplicable: number; readonly noAnswer: number } | null {
  let [notApplicable, noAnswer, valid] = [0, 0, 0];
  for (const item of figureOf(layout, OVERALL).items) {
    const { n, none } = tally.items[item]!;
    notApplicable += n[0]!;
    noAnswer += none;
    valid += sum(n.slice(1));
  }
  const all = notApplicable + noAnswer + valid;
  return all > 0 ? { notApplicable: notApplicable / all, noAnswer: noAnswer / all } : null;
}

function itemFigure(page: PageAnswers, section: Section, item: LevelItem, code: number, number: number): ItemFigure {
  const { layout, method, answers, sample, disclosure, tally, questionnaire, codes } = page;
  const figure = toFigure(item.code, item.text, disclosure.markOf(code), () => estimateItem(layout, method, answers, sample, item.code));
  const spread = describeItemLevels(layout, tally, item.code);
  const mayCount =
    (figure.disclosure === 'shown' || figure.disclosure === 'none') && disclosure.markOf(codes.overall).disclosure === 'shown';
  const maySplit = figure.disclosure === 'shown' && disclosure.maySplit(code);
  const satisfiedFrom = satisfiedLevel(method, item);
  return {
    ...figure,
    section: section.code,
    number,
    notApplicable: mayCount ? spread.notApplicable : null,
    noAnswer: mayCount ? spread.noAnswer : null,
    levels: maySplit
      ? scaleOf(questionnaire, item).levels.map(({ level, label }) => ({
          level,
          label,
          count: spread.counts[level - 1]!,
          satisfied: level >= satisfiedFrom
        }))
      : null,
    meanLevel: maySplit ? spread.meanLevel : null,
    dissatisfied: maySplit ? spread.dissatisfied : null
  };
}

function figureEstimate({ layout, method, answers, sample }: PageAnswers, code: string): () => Estimate | Refusal {
  return () => estimateFigure(layout, method, answers, sample, code);
}

function satisfiedLevel(method: Method, item: Extract<Item, { kind: 'level' }>): number {
  return method.satisfiedFrom[item.scale] ?? Infinity;
}

function isAlarm(rate: ExperienceRate, value: number | null, count: number | null): boolean {
  if (value === null) return false;
  return (rate.alarmCount === true && count !== null && count > 0) || (rate.alarmAbove !== undefined && value > rate.alarmAbove);
}
