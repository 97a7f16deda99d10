/** The forms behind the board's flags, so that a coordinator knows which to look at: never what was answered. */
import { localDay } from '../../core/calendar/day';
import type { ListPage } from '../../core/list-query';
import { PAGE_SIZE, pageWithin, readListQuery } from '../../core/list-query';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { listUnitPlaces, listUserNames } from '../store/field-board';
import { findRoundToRead } from './find-round';
import type { RoundHead } from './open-designs';
import { headOf } from './open-designs';
import { readBoardAnswers } from './read-board-answers';

/** What the address calls forms that nobody asked for. */
const SELF = 'self';

export interface FlaggedForm {
  readonly serial: number;
  readonly agency: LocalizedText;
  /** '': people themselves, or paper. */
  readonly interviewer: string;
  readonly flags: readonly string[];
  readonly durationMs: number | null;
  /** Of the questions that were to be answered, 0–1; null: none were. */
  readonly missingShare: number | null;
}

export interface OpenedFlaggedForms {
  readonly survey: RoundHead;
  /** By serial number. */
  readonly list: ListPage<FlaggedForm>;
  /** Asked for; undefined: all. */
  readonly who: string | undefined;
  readonly flag: string | undefined;
  /** With any flagged form. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly flags: readonly string[];
}

/** `query`: `who` (an interviewer's id, or `self`), `flag`, `page`. Throws what `findRoundToRead` throws. */
export async function openFlaggedForms(
  db: Db,
  asking: Asking,
  code: string,
  query: URLSearchParams,
  now: Date
): Promise<OpenedFlaggedForms> {
  const today = localDay(now);
  const { survey } = await findRoundToRead(db, asking, code, today);
  const flagged = (await readBoardAnswers(db, survey.id)).filter(({ flags }) => flags.length > 0);
  const ids = [...new Set(flagged.flatMap(({ enteredBy }) => enteredBy ?? []))];
  const names = await listUserNames(db, ids);
  const flags = [...new Set(flagged.flatMap((form) => form.flags))].toSorted();
  const asked = query.get('who') ?? '';
  const who = asked === SELF || ids.includes(asked) ? asked : undefined;
  const flag = flags.find((one) => one === query.get('flag'));
  const those = flagged.filter(
    (form) => (who === undefined || (form.enteredBy ?? SELF) === who) && (flag === undefined || form.flags.includes(flag))
  );
  const places = await listUnitPlaces(db, those.map(({ unitId }) => unitId), today); // prettier-ignore
  const page = pageWithin(readListQuery(query, [], { key: 'serial', descending: false }).page, those.length);
  const rows = those
    .map(({ unitId, enteredBy, flags: own, durationMs, shown, missing }) => {
      const { serial, vi, en } = places.get(unitId)!;
      return {
        ...{ serial, agency: { vi, en }, interviewer: enteredBy === null ? '' : (names.get(enteredBy) ?? '') },
        ...{ flags: own, durationMs, missingShare: shown === 0 ? null : missing / shown }
      };
    })
    .toSorted((a, b) => a.serial - b.serial)
    .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return {
    ...{ survey: headOf(survey), list: { rows, total: those.length, page }, who, flag, flags },
    people: ids.map((id) => ({ id, name: names.get(id) ?? '' })).toSorted((a, b) => compareNames(a.name, b.name))
  };
}
