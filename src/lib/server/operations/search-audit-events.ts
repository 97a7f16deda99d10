/** Which words of a search what holds: people by their names, agencies, counters, surveys and questionnaires by name or code, and actions as they are said. */
import { readCounterCode } from '../../core/fieldwork/counter-code';
import { foldText } from '../../core/vietnamese/fold';
import type { Db } from '../schema';
import { listCounterIdsByCode, listSurveysHolding, listTextsHolding, listUserNames } from '../store/audit-search';
import { SERIES } from './find-report-survey';

export interface SoughtWords {
  readonly words: number;
  /** By id, code or action: the words it holds, a bit each. */
  readonly holding: ReadonlyMap<string, number>;
}

/** A counter's whole code is one word, whatever stands between its characters. `actions`: each with its words. */
export async function seekWords(
  db: Db,
  typed: string,
  words: readonly string[],
  actions: readonly (readonly [action: string, text: string])[]
): Promise<SoughtWords> {
  const code = readCounterCode(typed);
  if ('code' in code) return { words: 1, holding: new Map((await listCounterIdsByCode(db, code.code)).map((id) => [id, 1])) };
  const holding = new Map<string, number>();
  if (words.length === 0) return { words: 0, holding };
  const note = (key: string, folded: string) => {
    const bits = words.reduce((sum, word, i) => (folded.includes(word) ? sum | (1 << i) : sum), 0);
    if (bits !== 0) holding.set(key, (holding.get(key) ?? 0) | bits);
  };
  for (const { id, text } of await listTextsHolding(db, words)) note(id, text);
  for (const { id, code: survey, series, text } of await listSurveysHolding(db, words))
    for (const key of [id, survey, ...(series === null ? [] : [`${SERIES}${series}`])]) note(key, text);
  for (const { id, name } of await listUserNames(db)) note(id, foldText(name));
  for (const [action, text] of actions) note(action, foldText(text));
  return { words: words.length, holding };
}
