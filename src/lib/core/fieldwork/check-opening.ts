/** What would go wrong if a survey were opened now: what forbids it, and what its coordinator should know first. */
import type { Day } from '../calendar/day';
import type { Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';

export interface OpeningFacts {
  readonly mode: 'continuous' | 'sampled';
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly today: Day;
  /** Its counters; those that are closed by its first day (or today, if that is later). */
  readonly counters: number;
  readonly closedCounters: number;
  /** Counters that another open continuous survey holds on a day of this one. */
  readonly taken: number;
  /** Communes within the survey's place without any of its counters. */
  readonly communesWithout: number;
  readonly hasEnglishName: boolean;
  readonly questionnaire: Questionnaire;
  readonly isRetired: boolean;
  readonly knowsItsAddress: boolean;
  /** Its units are to be drawn, and are not. */
  readonly lacksDraw: boolean;
}

export type OpeningFindingCode =
  | 'no-counter'
  | 'no-draw'
  | 'counters-taken'
  | 'over'
  | 'questionnaire-retired'
  | 'counters-closed'
  | 'communes-without'
  | 'untranslated'
  | 'name-untranslated'
  | 'opens-later'
  | 'address-missing';

export interface OpeningFinding {
  readonly code: OpeningFindingCode;
  /** True: it cannot be opened like that. */
  readonly forbids: boolean;
  readonly count: number;
}

/** What forbids it first. */
export function checkOpening(facts: OpeningFacts): readonly OpeningFinding[] {
  const atCounters = facts.mode === 'continuous';
  const untranslated = countUntranslated(facts.questionnaire);
  const findings: readonly (OpeningFinding & { readonly holds: boolean })[] = [
    { code: 'no-counter', forbids: true, count: 0, holds: atCounters && facts.counters - facts.closedCounters === 0 },
    { code: 'no-draw', forbids: true, count: 0, holds: facts.lacksDraw },
    { code: 'counters-taken', forbids: true, count: facts.taken, holds: atCounters && facts.taken > 0 },
    { code: 'over', forbids: true, count: 0, holds: facts.closesOn !== null && facts.closesOn < facts.today },
    { code: 'questionnaire-retired', forbids: true, count: 0, holds: facts.isRetired },
    {
      code: 'counters-closed',
      forbids: false,
      count: facts.closedCounters,
      holds: atCounters && facts.closedCounters > 0 && facts.closedCounters < facts.counters
    },
    { code: 'communes-without', forbids: false, count: facts.communesWithout, holds: atCounters && facts.communesWithout > 0 },
    { code: 'untranslated', forbids: false, count: untranslated, holds: untranslated > 0 },
    { code: 'name-untranslated', forbids: false, count: 0, holds: !facts.hasEnglishName },
    { code: 'opens-later', forbids: false, count: 0, holds: facts.opensOn > facts.today },
    { code: 'address-missing', forbids: false, count: 0, holds: atCounters && !facts.knowsItsAddress }
  ];
  return findings.filter(({ holds }) => holds).map(({ code, forbids, count }) => ({ code, forbids, count }));
}

/** Items of which something has no English: the wording, an option, or a level of the scale. */
function countUntranslated(questionnaire: Questionnaire): number {
  const lacks = (text: Readonly<Record<string, string>>) => !text['en']?.trim();
  const scales = new Set(questionnaire.scales.filter(({ levels }) => levels.some(({ label }) => lacks(label))).map(({ code }) => code));
  return itemsOf(questionnaire).filter(
    (item) => lacks(item.text) || (item.kind === 'level' ? scales.has(item.scale) : item.options.some(({ label }) => lacks(label)))
  ).length;
}
