import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormEvent, FormEventKind, LedgerForm } from '../../../src/lib/core/fieldwork/ledger';
import { DISAGREEMENTS, FORM_EVENTS, ledgerBy, ledgerGap, sumLedger, traceForm } from '../../../src/lib/core/fieldwork/ledger';

const at = (kind: FormEventKind, minute: number, interviewerId: string | null = null, reason = ''): FormEvent => ({
  kind,
  interviewerId,
  at: `2026-11-10T02:${String(minute).padStart(2, '0')}:00.000Z`,
  reason
});
const form = (events: readonly FormEvent[], answered: LedgerForm['answered'] = null, serial = 1): LedgerForm => ({
  serial,
  agencyId: 'a',
  events,
  answered
});
const found = (events: readonly FormEvent[], answered: LedgerForm['answered'] = null) => traceForm(form(events, answered)).disagreements;

const PRINTED = at('printed', 0);
const ISSUED = at('issued', 1, 'lan');
const DELIVERED = at('delivered', 2, 'lan');
const COLLECTED = at('collected', 3, 'lan');

describe('the ledger of forms', () => {
  it('follows a form from the printer to the shelf, in the order of its times', () => {
    const traced = traceForm(form([COLLECTED, DELIVERED, ISSUED, PRINTED], 'paper', 7));
    expect(traced).toEqual({
      serial: 7,
      agencyId: 'a',
      place: 'collected',
      interviewerId: 'lan',
      events: { printed: 1, issued: 1, delivered: 1, collected: 1, void: 0 },
      disagreements: [],
      waitsForKeying: false
    });
    expect(traceForm(form([PRINTED, ISSUED, DELIVERED, COLLECTED])).waitsForKeying).toBe(true);
  });

  it('names what does not follow', () => {
    expect(found([ISSUED])).toEqual(['issued-unprinted']);
    expect(found([PRINTED, ISSUED, at('issued', 2, 'minh')])).toEqual(['issued-to-two']);
    expect(found([PRINTED, ISSUED, at('issued', 2, 'minh', 'Lan nghỉ ốm')])).toEqual([]);
    expect(found([PRINTED, ISSUED, DELIVERED, at('issued', 3, 'minh')])).toEqual(['issued-after-delivery']);
    expect(found([PRINTED, DELIVERED])).toEqual(['delivered-unissued']);
    expect(found([PRINTED, ISSUED, at('delivered', 2, 'minh')])).toEqual(['delivered-by-another']);
    expect(found([PRINTED, ISSUED, DELIVERED, at('delivered', 4, 'lan')])).toEqual(['delivered-twice']);
    expect(found([PRINTED, COLLECTED])).toEqual(['collected-unissued']);
    expect(found([PRINTED, ISSUED, COLLECTED])).toEqual(['collected-undelivered']);
    expect(found([PRINTED, ISSUED, DELIVERED, at('collected', 3, 'minh')])).toEqual(['collected-by-another']);
    expect(found([PRINTED, ISSUED, DELIVERED, COLLECTED, at('collected', 5, 'lan')])).toEqual(['collected-twice']);
    expect(found([PRINTED, at('printed', 1)])).toEqual(['printed-twice']);
    expect(found([PRINTED, at('void', 1), ISSUED])).toEqual(['after-void']);
    expect(found([at('void', 1)])).toEqual(['void-unprinted']);
    expect(found([PRINTED, ISSUED], 'paper')).toEqual(['answered-uncollected']);
    expect(found([], 'paper')).toEqual(['answered-uncollected']);
    expect(found([PRINTED, ISSUED, DELIVERED, at('void', 4, null, 'rách')], 'paper')).toEqual(['answered-void']);
    expect(found([PRINTED, ISSUED, DELIVERED, COLLECTED], 'other')).toEqual(['collected-and-answered-elsewhere']);
    expect(found([PRINTED, ISSUED], 'other')).toEqual([]);
  });

  it('counts a change of hands once, a void copy and the one printed in its place twice', () => {
    const handedOn = traceForm(form([PRINTED, ISSUED, at('issued', 2, 'minh', 'chuyển địa bàn')]));
    expect(handedOn).toMatchObject({ interviewerId: 'minh', events: { issued: 1 } });
    const again = traceForm(form([PRINTED, at('void', 1), at('printed', 2), at('issued', 3, 'lan')]));
    expect(again).toMatchObject({ place: 'interviewer', events: { printed: 2, void: 1, issued: 1 }, disagreements: [] });
    expect(ledgerGap(sumLedger([again]))).toBe(0);
  });

  it('holds a collected form that turned out void as void', () => {
    const line = sumLedger([traceForm(form([PRINTED, ISSUED, DELIVERED, COLLECTED, at('void', 9, null, 'mờ')]))]);
    expect(line).toMatchObject({ printed: 1, collected: 0, void: 1 });
    expect(ledgerGap(line)).toBe(0);
  });

  it('adds up by interviewer, and says by how much it does not', () => {
    const forms = [
      traceForm(form([PRINTED, ISSUED, DELIVERED, COLLECTED], null, 1)),
      traceForm(form([PRINTED, ISSUED], null, 2)),
      traceForm(form([PRINTED], null, 3)),
      traceForm(form([at('collected', 3, 'minh')], 'paper', 4))
    ];
    const lines = ledgerBy(forms, ({ interviewerId }) => interviewerId ?? '');
    expect([...lines.keys()]).toEqual(['lan', '', 'minh']);
    expect(lines.get('lan')).toEqual({
      printed: 2,
      issued: 2,
      delivered: 1,
      collected: 1,
      void: 0,
      atOffice: 0,
      withInterviewers: 1,
      withPeople: 0,
      waitForKeying: 1,
      disagreeing: 0
    });
    expect(ledgerGap(lines.get('lan')!)).toBe(0);
    expect(ledgerGap(lines.get('minh')!)).toBe(-1);
    expect(sumLedger(forms).disagreeing).toBe(1);
  });

  it('agrees whenever no serial has a disagreement, whatever happened', () => {
    const event = fc.record({
      kind: fc.constantFrom(...FORM_EVENTS),
      interviewerId: fc.constantFrom('lan', 'minh', null),
      minute: fc.integer({ min: 0, max: 59 }),
      reason: fc.constantFrom('', 'chuyển')
    });
    let agreeing = 0;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (list) => {
        const traced = traceForm(form(list.map(({ kind, interviewerId, minute, reason }) => at(kind, minute, interviewerId, reason))));
        if (traced.disagreements.length > 0) return;
        agreeing++;
        const line = sumLedger([traced]);
        expect(ledgerGap(line)).toBe(0);
        expect(line.issued).toBeGreaterThanOrEqual(line.delivered);
        expect(line.delivered).toBeGreaterThanOrEqual(line.collected);
      }),
      { numRuns: 2000 }
    );
    expect(agreeing).toBeGreaterThan(20);
  });

  it('has every disagreement found by one of these tests', () => expect(DISAGREEMENTS).toHaveLength(16));
});
