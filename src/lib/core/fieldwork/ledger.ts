/**
 * The ledger of paper forms: how many were printed, issued to interviewers, delivered to people, collected and void, and where the others
 * are now. It is the sum of what happened to each serial number, in order. Every copy stands in exactly one place, so
 *
 *   printed = at the office + with interviewers + with people + collected + void
 *
 * always holds of copies; what was recorded may break the chain (collected without having been issued, issued to two people, answered and
 * never collected), and then the raw sums do not agree: each such serial is named, with what is wrong with it. After `void` a serial may be printed
 * again: that is another copy.
 */
export const FORM_EVENTS = ['printed', 'issued', 'delivered', 'collected', 'void'] as const;
export type FormEventKind = (typeof FORM_EVENTS)[number];

export interface FormEvent {
  readonly kind: FormEventKind;
  /** Who has or had it in the hand; null: the office. */
  readonly interviewerId: string | null;
  /** ISO time; events of the same time stand in the order they are given. */
  readonly at: string;
  readonly reason: string;
}

export interface LedgerForm {
  readonly serial: number;
  readonly agencyId: string;
  readonly events: readonly FormEvent[];
  /** By the channel of the unit's answer that counts, whether it came on paper; null: no answer yet. */
  readonly answered: 'paper' | 'other' | null;
}

export const DISAGREEMENTS = [
  'issued-unprinted',
  'issued-to-two',
  'issued-after-delivery',
  'delivered-unissued',
  'delivered-by-another',
  'delivered-twice',
  'collected-unissued',
  'collected-undelivered',
  'collected-by-another',
  'collected-twice',
  'printed-twice',
  'void-unprinted',
  'after-void',
  'answered-uncollected',
  'answered-void',
  'collected-and-answered-elsewhere'
] as const;
export type Disagreement = (typeof DISAGREEMENTS)[number];

export type FormPlace = 'office' | 'interviewer' | 'person' | 'collected' | 'void';

/** Where one serial's latest copy is. */
export interface TracedForm {
  readonly serial: number;
  readonly agencyId: string;
  /** Who has or had the latest copy; null: it was never issued. */
  readonly interviewerId: string | null;
  /** null: nothing was recorded of it. */
  readonly place: FormPlace | null;
  readonly events: Readonly<Record<FormEventKind, number>>;
  readonly disagreements: readonly Disagreement[];
  /** Collected, and not keyed yet: that is work, not a disagreement. */
  readonly waitsForKeying: boolean;
  /** How many serials went the same way; one unless said. */
  readonly alike?: number;
}

export interface LedgerLine {
  readonly printed: number;
  readonly issued: number;
  readonly delivered: number;
  readonly collected: number;
  readonly void: number;
  /** Copies by where they are now; with `collected` and `void` they add up to `printed`. */
  readonly atOffice: number;
  readonly withInterviewers: number;
  readonly withPeople: number;
  readonly waitForKeying: number;
  /** Serial numbers with something that does not agree. */
  readonly disagreeing: number;
}

/** Follows one serial through its events. */
export function traceForm({ serial, agencyId, events, answered }: LedgerForm): TracedForm {
  const found = new Set<Disagreement>();
  const counts: Record<FormEventKind, number> = { printed: 0, issued: 0, delivered: 0, collected: 0, void: 0 };
  let place: FormPlace | null = null;
  let holder: string | null = null;
  for (const event of inOrder(events)) {
    for (const fault of faultsOf(event, place, holder)) found.add(fault);
    const handedOn = event.kind === 'issued' && place === 'interviewer' && event.reason !== '';
    if (!handedOn) counts[event.kind]++;
    // A collected form that turns out to be of no use is void, no longer collected.
    if (event.kind === 'void' && place === 'collected') counts.collected--;
    place = PLACE_AFTER[event.kind];
    if (event.kind === 'printed') holder = null;
    else if (event.interviewerId !== null) holder = event.interviewerId;
  }
  if (answered === 'paper' && place === 'void') found.add('answered-void');
  else if (answered === 'paper' && place !== 'collected') found.add('answered-uncollected');
  if (answered === 'other' && place === 'collected') found.add('collected-and-answered-elsewhere');
  const disagreements = DISAGREEMENTS.filter((name) => found.has(name));
  const waitsForKeying = place === 'collected' && answered === null;
  return { serial, agencyId, place, interviewerId: holder, events: counts, disagreements, waitsForKeying };
}

const PLACE_AFTER: Readonly<Record<FormEventKind, FormPlace>> = {
  printed: 'office',
  issued: 'interviewer',
  delivered: 'person',
  collected: 'collected',
  void: 'void'
};

function faultsOf(event: FormEvent, place: FormPlace | null, holder: string | null): readonly Disagreement[] {
  const another = event.interviewerId !== null && holder !== null && event.interviewerId !== holder;
  if (place === 'void' && event.kind !== 'printed') return ['after-void'];
  switch (event.kind) {
    case 'printed':
      return place === null || place === 'void' ? [] : ['printed-twice'];
    case 'issued':
      if (place === null) return ['issued-unprinted'];
      if (place === 'person' || place === 'collected') return ['issued-after-delivery'];
      // Handed on for a reason is a change of hands; without one, two people believe they have it.
      return place === 'interviewer' && another && event.reason === '' ? ['issued-to-two'] : [];
    case 'delivered':
      if (place === 'person' || place === 'collected') return ['delivered-twice'];
      return [
        ...(place === 'interviewer' ? [] : (['delivered-unissued'] as const)),
        ...(another ? (['delivered-by-another'] as const) : [])
      ];
    case 'collected':
      if (place === 'collected') return ['collected-twice'];
      if (place === null || place === 'office') return ['collected-unissued'];
      return [...(place === 'person' ? [] : (['collected-undelivered'] as const)), ...(another ? (['collected-by-another'] as const) : [])];
    case 'void':
      return place === null ? ['void-unprinted'] : [];
  }
}

const inOrder = (events: readonly FormEvent[]): readonly FormEvent[] => events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

/** The sums of these forms. */
export function sumLedger(forms: readonly TracedForm[]): LedgerLine {
  const events = (kind: FormEventKind) => forms.reduce((sum, form) => sum + form.events[kind] * (form.alike ?? 1), 0);
  const those = (are: (form: TracedForm) => boolean) => forms.reduce((sum, form) => sum + (are(form) ? (form.alike ?? 1) : 0), 0);
  const at = (place: FormPlace) => those((form) => form.place === place);
  return {
    printed: events('printed'),
    issued: events('issued'),
    delivered: events('delivered'),
    collected: events('collected'),
    void: events('void'),
    atOffice: at('office'),
    withInterviewers: at('interviewer'),
    withPeople: at('person'),
    waitForKeying: those((form) => form.waitsForKeying),
    disagreeing: those((form) => form.disagreements.length > 0)
  };
}

/** By how many the sums of a line do not agree: printed less the copies accounted for. 0: they do. */
export function ledgerGap(line: LedgerLine): number {
  return line.printed - (line.atOffice + line.withInterviewers + line.withPeople + line.collected + line.void);
}

/** The same forms, a line each for the values of `key`, in the order they come first. */
export function ledgerBy(forms: readonly TracedForm[], key: (form: TracedForm) => string): ReadonlyMap<string, LedgerLine> {
  const groups = new Map<string, TracedForm[]>();
  for (const form of forms) {
    const name = key(form);
    const group = groups.get(name);
    if (group) group.push(form);
    else groups.set(name, [form]);
  }
  return new Map([...groups].map(([name, group]) => [name, sumLedger(group)]));
}
