/** What became of a round's units and of its paper, in words: on the page that closes it, and in its record. */
import type { LedgerLine } from '../../core/fieldwork/ledger';
import { ledgerGap } from '../../core/fieldwork/ledger';
import type { OutcomeRates } from '../../core/fieldwork/response-rates';
import { outcomeRates } from '../../core/fieldwork/response-rates';
import type { FrozenRecord } from '../../core/fieldwork/frozen-record';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatShare } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

/** Name and value. */
export type RecordLine = readonly [string, string];

export function outcomeLines(
  { classes, rates, weightedRates, ...counts }: FrozenRecord['counts'],
  language: DisplayLanguage
): readonly RecordLine[] {
  const locale = { locale: language };
  const n = (count: number) => formatCount(count, language);
  return [
    [m.weights_record_drawn({}, locale), m.weights_record_drawn_text({ drawn: n(counts.drawn), reserves: n(counts.reserves) }, locale)],
    [m.weights_record_eligible({}, locale), n(counts.eligible)],
    [m.weights_record_contacted({}, locale), n(counts.contacted)],
    [m.weights_record_responded({}, locale), n(counts.responded)],
    ...brokenOffLines(classes, counts.brokenOff, language),
    ...(classes === null
      ? []
      : [
          [
            m.weights_record_classes({}, locale),
            m.weights_record_classes_text(
              {
                complete: n(classes.I),
                partial: n(classes.P),
                refusal: n(classes.R),
                noContact: n(classes.NC),
                other: n(classes.O),
                unknown: n(classes.UH + classes.UO),
                outside: n(classes.NE)
              },
              locale
            )
          ] as RecordLine
        ]),
    ...rateLines(rates, language).map(([name, text]): RecordLine => [
      weightedRates ? m.weights_record_by_units({ name }, locale) : name,
      text
    ]),
    ...(weightedRates ? rateLines(weightedRates, language) : []).map(([name, text]): RecordLine => [
      m.weights_record_weighted({ name }, locale),
      text
    ])
  ];
}

/** Why more answers have a weight than responded, and what the rates would be if they had; nothing where there are none. */
function brokenOffLines(
  classes: FrozenRecord['counts']['classes'],
  brokenOff: number | null,
  language: DisplayLanguage
): readonly RecordLine[] {
  if (classes === null || !brokenOff) return [];
  const { rr2, rr4 } = outcomeRates({ ...classes, P: classes.P + brokenOff, R: classes.R - brokenOff });
  const locale = { locale: language };
  const text = m.weights_record_broken_off_text(
    { count: formatCount(brokenOff, language), rr2: shareOf(rr2, language), rr4: shareOf(rr4, language) },
    locale
  );
  return [[m.weights_record_broken_off({}, locale), text]];
}

const shareOf = (rate: number | null, language: DisplayLanguage): string => (rate === null ? '–' : formatShare(rate, language));

function rateLines(rates: OutcomeRates, language: DisplayLanguage): readonly RecordLine[] {
  const locale = { locale: language };
  const share = (rate: number | null) => shareOf(rate, language);
  const { rr1, rr2, rr3, rr4, coop1, coop2, coop3, coop4, ref1, con1, e } = rates;
  const cooperation = { coop1: share(coop1), coop2: share(coop2), coop3: share(coop3), coop4: share(coop4) };
  return [
    [
      m.weights_record_rates({}, locale),
      m.weights_record_rates_text({ rr1: share(rr1), rr2: share(rr2), rr3: share(rr3), rr4: share(rr4), e: share(e) }, locale)
    ],
    [m.weights_record_cooperation({}, locale), m.weights_record_cooperation_text(cooperation, locale)],
    [m.weights_record_reached({}, locale), m.weights_record_reached_text({ ref1: share(ref1), con1: share(con1) }, locale)]
  ];
}

/** Empty where there was no paper. */
export function paperLines(line: LedgerLine, language: DisplayLanguage): readonly RecordLine[] {
  const locale = { locale: language };
  const n = (count: number) => formatCount(count, language);
  const gap = ledgerGap(line);
  const parts = {
    printed: n(line.printed),
    office: n(line.atOffice),
    interviewers: n(line.withInterviewers),
    people: n(line.withPeople),
    collected: n(line.collected),
    void: n(line.void)
  };
  if (Object.values(line).every((count) => count === 0)) return [];
  const text = gap === 0 ? m.field_ledger_agrees(parts, locale) : m.field_ledger_disagrees({ ...parts, gap: n(Math.abs(gap)) }, locale);
  return [[m.weights_record_paper({}, locale), text]];
}
