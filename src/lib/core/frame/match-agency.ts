/**
 * The agency that a list names, by its code or by its name as it was on the day the dossier was completed: agencies are renamed, moved
 * and merged, and a list of last month is exported with the names of today, or the other way round. Only agencies in the tree of the
 * survey's owner are taken.
 *
 * A name is looked for among the versions in force on the day; where none bears it, among all versions of agencies that exist on the
 * day; where the agency had ended by then, what it went into whole is taken. A name that two agencies bear is not guessed at. Marks need not be
 * written, but where they are they tell names apart that are alike without them: Quảng Ngãi has a Sơn Hà and a Sơn Hạ.
 */
import { existsOn } from '../agency/agency';
import type { Life } from '../agency/agency';
import type { Succession } from '../agency/succession';
import type { Day } from '../calendar/day';
import { foldText } from '../vietnamese/fold';
import type { Refusal, RefusalReason } from './refusal';

export interface NamedVersion extends Life {
  readonly agencyId: string;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  /** It stands within the owner's tree. */
  readonly isOwn: boolean;
}

export interface AgencyMatcher {
  /** `day` undefined: a list without days; agencies are taken as they are on the day given for the whole list. */
  match(written: string, day: Day | undefined): { readonly id: string } | Refusal;
}

/** @example agencyKey('UBND Xã  Chiềng Mai, tỉnh Sơn La') === 'xa chieng mai' */
export function agencyKey(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(ubnd|uy ban nhan dan) (?=.)/, '')
    .replace(/^(\S+ .+?) tinh \S+( \S+){1,2}$/, '$1')
    .replace(/^tp /, 'thanh pho ');
}

export interface MatcherParts {
  /** Every version of every agency. */
  readonly versions: readonly NamedVersion[];
  readonly successions: readonly Succession[];
  /** The day of lists without days. */
  readonly today: Day;
  /** By the key of a name that somebody matched by hand, the agency's code. */
  readonly byHand: ReadonlyMap<string, string>;
}

export function agencyMatcher({ versions, successions, today, byHand }: MatcherParts): AgencyMatcher {
  const ofAgency = groupBy(versions, ({ agencyId }) => agencyId);
  const own = new Set(versions.filter(({ isOwn }) => isOwn).map(({ agencyId }) => agencyId));
  const byCode = groupBy(versions, ({ code }) => code.toLowerCase());
  const byName = groupBy(
    versions.filter(({ agencyId }) => own.has(agencyId)).flatMap((version) => keysOf(version).map((key) => ({ key, version }))),
    ({ key }) => key
  );
  const existed = (agencyId: string, day: Day) => ofAgency.get(agencyId)!.some((version) => existsOn(version, day));

  /** The agency itself, or what it went into whole until then. */
  const standing = (agencyId: string, day: Day): string | undefined => {
    let id = agencyId;
    for (let step = 0; step < 20 && !existed(id, day); step++) {
      const [only, another] = successions.filter(({ predecessorId, onDay }) => predecessorId === id && onDay <= day);
      if (!only || another || !ofAgency.has(only.successorId)) return undefined;
      id = only.successorId;
    }
    return existed(id, day) ? id : undefined;
  };

  const place = (agencyId: string, day: Day, written: string): { readonly id: string } | Refusal => {
    const id = standing(agencyId, day);
    if (id === undefined) return refused('agency-ended', written);
    return own.has(id) ? { id } : refused('agency-outside', written);
  };

  const byCodeOn = (code: string, day: Day, written: string) => {
    const [version] = byCode.get(code.toLowerCase()) ?? [];
    if (!version) return undefined;
    return own.has(version.agencyId) ? place(version.agencyId, day, written) : refused('agency-outside', written);
  };

  const byNameOn = (named: readonly NamedVersion[], day: Day, written: string) => {
    if (named.length === 0) return refused('agency-unknown', written);
    const onDay = idsOf(named.filter((version) => existsOn(version, day)));
    if (onDay.length === 1) return { id: onDay[0]! };
    if (onDay.length > 1) return refused('agency-ambiguous', written);
    const stillThere = idsOf(named).filter((id) => existed(id, day));
    if (stillThere.length === 1) return { id: stillThere[0]! };
    const gone = idsOf(named);
    return stillThere.length > 1 || gone.length > 1 ? refused('agency-ambiguous', written) : place(gone[0]!, day, written);
  };

  const keys = new Map<string, string>();
  const keyOf = (written: string): string => {
    const known = keys.get(written);
    if (known !== undefined) return known;
    const key = agencyKey(written);
    if (keys.size < MOST_REMEMBERED) keys.set(written, key);
    return key;
  };

  return {
    match(written, dayOrNone) {
      if (written === '') return refused('agency-missing', '');
      const day = dayOrNone ?? today;
      const key = keyOf(written);
      const alike = (byName.get(key) ?? []).map(({ version }) => version);
      const hand = byHand.get(key);
      // Of a million rows most have one name to choose from.
      const spelt = alike.length > 1 || hand !== undefined ? alike.filter((version) => isSpeltIn(written, version)) : [];
      if (hand !== undefined) {
        const found = byNameOn(spelt, day, written);
        return 'id' in found ? found : (byCodeOn(hand, day, written) ?? refused('agency-unknown', written));
      }
      return byCodeOn(written, day, written) ?? byNameOn(spelt.length > 0 ? spelt : alike, day, written);
    }
  };
}

const MOST_REMEMBERED = 20_000;

/** The name stands in what was written with its very marks. */
function isSpeltIn(written: string, { nameVi, nameEn }: NamedVersion): boolean {
  return [nameVi, nameEn].some((name) => words(written).includes(words(name)));
}

function words(text: string): string {
  return ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function keysOf({ nameVi, nameEn }: NamedVersion): readonly string[] {
  return [...new Set([agencyKey(nameVi), agencyKey(nameEn)])].filter((key) => key !== '');
}

function idsOf(versions: readonly NamedVersion[]): readonly string[] {
  return [...new Set(versions.map(({ agencyId }) => agencyId))];
}

function refused(reason: RefusalReason, detail: string): Refusal {
  return { reason, detail: detail.slice(0, 120) };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
