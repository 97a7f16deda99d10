/** The ledger of a round's paper forms, by interviewer and by agency, and every serial number that does not add up. */
import { localDay } from '../../core/calendar/day';
import type { Disagreement, FormPlace, LedgerLine, TracedForm } from '../../core/fieldwork/ledger';
import { ledgerBy, ledgerGap, sumLedger } from '../../core/fieldwork/ledger';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { listInterviewers } from '../store/assignments';
import { listAgencyHeads, listUserNames } from '../store/field-board';
import { findRoundToRead } from './find-round';
import { readLedger } from './read-ledger';

/** With the page's longest list of serial numbers: beyond it only their count is said. */
const MOST_LISTED = 200;

export interface LedgerRow {
  readonly key: string;
  readonly name: LocalizedText;
  readonly line: LedgerLine;
  /** By how many the sums do not agree; 0: they do. */
  readonly gap: number;
}

export interface OpenedLedger {
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly mayWrite: boolean;
  readonly total: Omit<LedgerRow, 'key' | 'name'>;
  /** The first is nobody's: never issued. */
  readonly interviewers: readonly LedgerRow[];
  readonly agencies: readonly LedgerRow[];
  readonly disagreeing: readonly {
    readonly serial: number;
    readonly agency: LocalizedText;
    readonly interviewer: string;
    readonly place: FormPlace | null;
    readonly disagreements: readonly Disagreement[];
  }[];
  readonly disagreeingCount: number;
  /** Who may have forms. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Throws what `findRoundToRead` throws. */
export async function openLedger(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedLedger> {
  const today = localDay(now);
  const { survey, owner, mayWrite } = await findRoundToRead(db, asking, code, today);
  const traced = await readLedger(db, survey.id);
  const heads = await listAgencyHeads(db, [...new Set(traced.map(({ agencyId }) => agencyId))], today); // prettier-ignore
  const order = new Map(heads.map(({ id }, at) => [id, at]));
  const forms = traced
    .map((form) => ({ ...form, agencyId: heads[order.get(form.agencyId)!]!.code, order: order.get(form.agencyId)! }))
    .toSorted((a, b) => a.order - b.order);
  const names = await listUserNames(db, [...new Set(forms.flatMap(({ interviewerId }) => interviewerId ?? []))]);
  const agencies = new Map(heads.map(({ code: agency, vi, en }) => [agency, { vi, en }]));
  const rows = (keyOf: (form: TracedForm) => string, nameOf: (key: string) => LocalizedText) =>
    [...ledgerBy(forms, keyOf)].map(([key, line]) => ({ key, name: nameOf(key), line, gap: ledgerGap(line) }));
  const disagreeing = forms
    .filter(({ disagreements }) => disagreements.length > 0)
    .flatMap(({ serials, ...form }) => serials.map((serial) => ({ ...form, serial })))
    .toSorted((a, b) => a.order - b.order || a.serial - b.serial);
  const total = sumLedger(forms);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    mayWrite,
    total: { line: total, gap: ledgerGap(total) },
    interviewers: rows(
      ({ interviewerId }) => interviewerId ?? '',
      (id) => ({ vi: names.get(id) ?? '' })
    ).toSorted((a, b) => compareNames(a.name.vi, b.name.vi)),
    agencies: rows(
      ({ agencyId }) => agencyId,
      (agency) => agencies.get(agency)!
    ),
    disagreeing: disagreeing.slice(0, MOST_LISTED).map(({ serial, agencyId, interviewerId, place, disagreements }) => ({
      ...{ serial, place, disagreements, agency: agencies.get(agencyId)! },
      interviewer: interviewerId === null ? '' : (names.get(interviewerId) ?? '')
    })),
    disagreeingCount: disagreeing.length,
    people: await listInterviewers(db, owner.path, today)
  };
}
