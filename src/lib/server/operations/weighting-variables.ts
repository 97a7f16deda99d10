/** What a round's units can be classed and fitted by, with the levels that its respondents have and their names. */
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { NO_LEVEL, levelOf } from '../../core/weighting/weighted-unit';
import type { FrameVariable, Weighting } from './read-weighting';
import { choiceItems, FRAME_VARIABLES, itemVariable } from './read-weighting';

export interface WeightingLevel {
  readonly level: string;
  /** null: it is its own name, or (of the agencies' kinds) the page has one. */
  readonly name: LocalizedText | null;
  readonly respondents: number;
}

export interface WeightingVariable {
  readonly code: string;
  /** Of an item its question; null: one of the list's, which the page names. */
  readonly name: LocalizedText | null;
  readonly frame: FrameVariable | null;
  readonly levels: readonly WeightingLevel[];
}

/** The list's variables that part it, then the items with one answer. */
export function weightingVariables(weighting: Pick<Weighting, 'units' | 'version' | 'agencyNames'>): readonly WeightingVariable[] {
  const { units, version, agencyNames } = weighting;
  const items = choiceItems(version);
  const nameOf = (code: string, level: string): LocalizedText | null => {
    if (code === 'agency') return agencyNames.get(level) ?? null;
    const found = items.find(({ item }) => itemVariable(item.code) === code);
    return found?.item.options.find(({ value }) => value === level)?.label ?? null;
  };
  const codes = [
    ...FRAME_VARIABLES.map((frame) => ({ code: frame as string, name: null, frame })),
    ...items.map(({ item }) => ({ code: itemVariable(item.code), name: item.text, frame: null }))
  ];
  return codes.flatMap(({ code, name, frame }): readonly WeightingVariable[] => {
    const counts = new Map<string, number>();
    for (const unit of units) {
      const level = levelOf(unit, code);
      counts.set(level, (counts.get(level) ?? 0) + (unit.outcome === 'responded' ? 1 : 0));
    }
    const levels = [...counts]
      // Who gave no answer has none to an item either: only a list's level may be without respondents.
      .filter(([level, respondents]) => (frame !== null ? level !== NO_LEVEL || respondents > 0 : respondents > 0))
      .map(([level, respondents]) => ({ level, name: nameOf(code, level), respondents }))
      .toSorted((a, b) => (a.level < b.level ? -1 : 1));
    return levels.length > 1 ? [{ code, name, frame, levels }] : [];
  });
}
