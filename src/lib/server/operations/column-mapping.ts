/**
 * How a table's columns become items: a small JSON file. Without one, columns are named like the items.
 *
 *   { "columns": { "A1": "a1" }, "values": { "gender": { "1": "male" } }, "ignore": ["age"], "identity": "id", "day": "date", "counter": "code" }
 *
 * Of a sampled survey also { "weight": "w", "stratum": "h", "psu": "village", "fpc": "villages" }.
 */
import * as v from 'valibot';
import { Problem } from '../../core/problem';

const MAPPING = v.strictObject({
  /** Column → item code; columns left out are named like their item. */
  columns: v.optional(v.record(v.string(), v.string()), {}),
  /** Column → cell → form value, where they differ. */
  values: v.optional(v.record(v.string(), v.record(v.string(), v.string())), {}),
  ignore: v.optional(v.array(v.string()), []),
  /** The column that tells rows apart, so that importing again adds nothing. */
  identity: v.optional(v.string()),
  /** The column with the day of the answer, as YYYY-MM-DD. */
  day: v.optional(v.string()),
  /** The column with the counter's code. */
  counter: v.optional(v.string()),
  /** The column with an agency's code, for rows of a survey with one counter in each agency. */
  agency: v.optional(v.string()),
  /** Of a sampled survey: columns with the weight, the stratum, the PSU within it and the stratum's number of PSUs in the population. */
  weight: v.optional(v.string()),
  stratum: v.optional(v.string()),
  psu: v.optional(v.string()),
  fpc: v.optional(v.string())
});

export type ColumnMapping = v.InferOutput<typeof MAPPING>;

export const NO_MAPPING: ColumnMapping = v.parse(MAPPING, {});

/** Throws file-unreadable with the place that is wrong. */
export function readColumnMapping(text: string, file: string): ColumnMapping {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (failure) {
    throw new Problem('file-unreadable', { file, reason: failure instanceof Error ? failure.message : 'JSON' });
  }
  const parsed = v.safeParse(MAPPING, content);
  if (!parsed.success)
    throw new Problem('file-unreadable', { file, reason: `${v.getDotPath(parsed.issues[0]) ?? ''}: ${parsed.issues[0].message}` });
  return parsed.output;
}
