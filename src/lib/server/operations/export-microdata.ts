/**
 * A frozen round's answers as a table for those who estimate from it (docs/decisions/0041): what an estimate needs (weights, stratum, PSU,
 * fpc, the classes that weights were fitted to, the ratings) and no agency, unit, serial, code, receipt, interviewer or time; rows in no
 * order of time, strata and PSUs under labels of no meaning, facts of small cells hidden. It is not for the public: fpc and weights tell the
 * stratum. The codebook says what each column is and what is not protected. Taking it is an event.
 */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import type { FinalCode } from '../../core/fieldwork/dispositions';
import type { ProtectedRows } from '../../core/fieldwork/microdata';
import { protectRows } from '../../core/fieldwork/microdata';
import { Problem } from '../../core/problem';
import type { Item, Section, SectionKind } from '../../core/questionnaire/questionnaire';
import { decodeAnswers } from '../../core/response/encode-answers';
import { compileLayout } from '../../core/tally/compile-layout';
import { CHOICES, effectiveAnswers } from '../../core/tally/effective-answers';
import type { StoredFit, StoredLevels } from '../../core/weighting/stored-fit';
import type { Asking } from '../auth/access';
import { requirePlace } from '../auth/access';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { getMethodVersion } from '../store/versions';
import type { SampledUnitRow } from '../store/weighted-units';
import type { ResponseWeight } from '../store/weights';
import { findFinalRun, listResponseWeights } from '../store/weights';
import { inTransaction } from '../transaction';
import { findRoundToRead } from './find-round';
import { readWeighting } from './read-weighting';
import type { Weighting } from './read-weighting';

/** Columns that are no items have a point in their name, which no item's code has. */
export const DESIGN_PARTS = ['stratum', 'psu', 'fpc', 'base_weight', 'weight_before', 'weight'] as const;
export const designColumn = (part: string): string => ['design', part].join('.');
export const classColumn = (at: number): string => designColumn(`class_${at + 1}`);
export const FIELD_COLUMN = ['unit', 'field'].join('.');
/** 1.1, 1.2 or 2.12: whoever doubts break-offs makes the figures without them. It says no more than the ratings beside it. */
export const DISPOSITION_COLUMN = ['unit', 'disposition'].join('.');

/** Of people before what happened: that is hidden first. */
const FACTS: ReadonlySet<SectionKind> = new Set(['profile', 'experience']);
/** An answer whose unit was not told of it yet settles it all the same (`stands`). */
const COMPLETE = '1.1' satisfies FinalCode;
/** Of a weight: two that a fit left the last bits apart are one. */
const WEIGHT_DIGITS = 9;

export interface MicrodataItem {
  readonly item: Item;
  /** Who answered or what happened, which an office may know of its own dossiers: in small cells hidden. Ratings stay. */
  readonly isFact: boolean;
}

export interface Microdata {
  readonly surveyCode: string;
  readonly weighting: Weighting;
  readonly items: readonly MicrodataItem[];
  readonly fit: StoredFit | null;
  readonly hashes: { readonly record: string; readonly weights: string };
  /** Labels of the levels in `design.class_…`: by margin, the level's name in the totals. */
  readonly classLabels: readonly ReadonlyMap<string, string>[];
  readonly protection: Omit<ProtectedRows, 'rows'>;
  /** Rows whose fact is hidden: of the field, and by item. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly rows: number;
  readonly columns: readonly string[];
  /** One row after the other, cells in the order of the columns. */
  cells(): Iterable<readonly (string | number)[]>;
}

/** Throws what `findRoundToRead` and `requirePlace` throw; round-not-frozen. */
export async function exportMicrodata(db: Db, asking: Asking, code: string, part: 'answers' | 'codebook', now: Date): Promise<Microdata> {
  const { survey, round, owner, user } = await findRoundToRead(db, asking, code, localDay(now));
  requirePlace(asking, 'desk:write', owner);
  if (round.frozen_hash === null) throw new Problem('round-not-frozen', { survey: survey.code });
  const run = (await findFinalRun(db, survey.id))!;
  const weighting = (await readWeighting(db, survey, now))!;
  const weights = await listResponseWeights(db, run.id);
  const { fitted: fit = null } = JSON.parse(run.diagnostics) as { fitted?: StoredFit | null };
  const { content: method } = await getMethodVersion(db, survey.method_version_id);
  const read = effectiveAnswers(compileLayout(weighting.version.content, method));
  const items = weighting.version.content.sections.flatMap((section) =>
    section.items.map((item): MicrodataItem => ({ item, isFact: FACTS.has(section.kind) }))
  );
  const unitOf = new Map(weighting.rows.map((row) => [row.responseId, row]));

  const shuffled = inNoOrder(weights, ({ response_id: id }) => id);
  const strata = labels(
    'T',
    shuffled.map(({ stratum }) => stratum)
  );
  const psus = labels(
    'D',
    shuffled.map(({ stratum, psu }) => JSON.stringify([stratum, psu]))
  );
  const levels = shuffled.map(({ margins }) => (margins === null ? null : (JSON.parse(margins) as StoredLevels)));
  const classLabels = (fit?.margins ?? []).map((margin, m) => new Map(margin.levels.map((level, i) => [level, `N${m + 1}.${i + 1}`])));
  const classesOf = (row: number) => classLabels.map((of, m) => of.get(levels[row]!.levels[m]!)!);

  const texts = shuffled.map(({ response_id: id }) => textsOf(unitOf.get(id)!, items, read));
  const facts = factsInOrder(weighting.version.content.sections, items);
  const protectedRows = protectRows(
    shuffled.map((weight, row) => ({
      place: placeOf(weight, levels[row] ?? null, weighting.isOneStage),
      facts: [unitOf.get(weight.response_id)!.serviceField, ...facts.map((at) => texts[row]![at]!)]
    }))
  );
  const { rows: shown, ...protection } = protectedRows;

  await inTransaction(db, (trx) =>
    appendAuditEvent(trx, byUser(user, now), {
      action: 'survey.microdata',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { part, rows: weights.length, small: protection.small.cells, left: protection.left }
    })
  );
  return {
    surveyCode: survey.code,
    weighting,
    items,
    fit,
    hashes: { record: round.frozen_hash, weights: run.hash },
    classLabels,
    protection,
    hidden: new Map([FIELD_COLUMN, ...facts.map((at) => items[at]!.item.code)].map((column, i) => [column, protection.hidden[i] ?? 0])),
    rows: weights.length,
    columns: [
      ...DESIGN_PARTS.map(designColumn),
      ...classLabels.map((_, m) => classColumn(m)),
      FIELD_COLUMN,
      DISPOSITION_COLUMN,
      ...items.map(({ item }) => item.code)
    ],
    *cells() {
      for (const [row, weight] of shuffled.entries()) {
        const [field = '', ...own] = shown[row]!;
        const answers = [...texts[row]!];
        facts.forEach((at, i) => (answers[at] = own[i]!));
        yield [
          strata.get(weight.stratum)!,
          psus.get(JSON.stringify([weight.stratum, weight.psu]))!,
          weight.fpc ?? 'Inf',
          weight.base_weight,
          levels[row]?.before ?? weight.weight,
          weight.weight,
          ...classesOf(row),
          field,
          unitOf.get(weight.response_id)!.disposition || COMPLETE,
          ...answers
        ];
      }
    }
  };
}

/** Places of the facts among the items: the profile's, then what happened. */
function factsInOrder(sections: readonly Section[], items: readonly MicrodataItem[]): readonly number[] {
  const profile = new Set(sections.flatMap(({ kind, items: own }) => (kind === 'profile' ? own : [])));
  const all = items.flatMap(({ isFact }, at) => (isFact ? [at] : []));
  return [...all.filter((at) => profile.has(items[at]!.item)), ...all.filter((at) => !profile.has(items[at]!.item))];
}

/** What the design's columns tell of a row. In a sample of one stage the PSU is the respondent, and its label tells nothing. */
function placeOf(weight: ResponseWeight, levels: StoredLevels | null, isOneStage: boolean): string {
  const weights = [weight.base_weight, levels?.before ?? weight.weight, weight.weight].map((one) => one.toPrecision(WEIGHT_DIGITS));
  return JSON.stringify([weight.stratum, isOneStage ? '' : weight.psu, weights, levels?.levels ?? []]);
}

/** In an order that a hash of random ids gives: their own is that of time. */
export function inNoOrder<T>(rows: readonly T[], idOf: (row: T) => string): readonly T[] {
  return rows
    .map((row) => ({ row, hash: createHash('sha256').update(idOf(row)).digest('hex') }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ row }) => row);
}

/** `T1`, `T2` … in the order in which they come. */
export function labels(letter: string, values: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const value of values) if (!found.has(value)) found.set(value, `${letter}${found.size + 1}`);
  return found;
}

/** An answer that counts: a level or an option's value, `NA` where the item does not apply, '' where there is none or it was not shown. */
function textsOf(
  { answers }: SampledUnitRow,
  items: readonly MicrodataItem[],
  read: ReturnType<typeof effectiveAnswers>
): readonly string[] {
  const given = decodeAnswers(answers!);
  const codes = read(given);
  return items.map(({ item }, at) => {
    const code = codes[at]!;
    if (code === CHOICES && item.kind === 'choices')
      return (given[at] as readonly number[]).map((one) => item.options[one - 1]!.value).join(' ');
    if (code < 0) return '';
    if (code === 0) return 'NA';
    return item.kind === 'level' ? `${code}` : (item.options[code - 1]?.value ?? '');
  });
}
