/**
 * How re-interviewers dealt with what they were given, as a table for other programs: a row each over all (`interviewer` empty), then one with each
 * interviewer. Shares 0–1 at full precision, empty where there is none. UTF-8 with a byte order mark; formulas get an apostrophe.
 */
import { stringify } from 'csv-stringify/sync';
import type { HandlingFigures, SecondHand } from '../../core/reinterview/reinterviewer-figures';
import type { RecheckReport } from '../operations/open-recheck-report';

const COLUMNS = [
  ...['survey', 'reinterviewer', 'interviewer', 'assigned', 'waiting', 'reached', 'discrepant', 'given_up'],
  ...['refused', 'wrong_number', 'other_reason', 'no_contact', 'share', 'lower', 'upper', 'excessive'],
  ...['second_over', 'second_reached', 'second_discrepant', 'received_over', 'received_reached', 'received_discrepant']
];

export function handlingToCsv({ survey, handling }: Pick<RecheckReport, 'survey' | 'handling'>): string {
  const rows = [
    ...handling.people.map((one) => ({
      reinterviewer: one.name,
      interviewer: '',
      ...figuresOf(one),
      ...secondHand('received', one.received)
    })),
    ...handling.pairs.map((one) => ({ reinterviewer: one.reinterviewer, interviewer: one.interviewer, ...figuresOf(one) }))
  ];
  return stringify(rows.map((row) => ({ survey: survey.code, ...row })), { header: true, columns: COLUMNS, bom: true, escape_formulas: true }); // prettier-ignore
}

function figuresOf({ assigned, waiting, reached, discrepant, givenUp, reasons, share, interval, handedOn, isExcessive }: HandlingFigures) {
  return {
    ...{ assigned, waiting, reached, discrepant, given_up: givenUp },
    ...{ refused: reasons['2.112'], wrong_number: reasons['4.31'], other_reason: reasons['2.36'], no_contact: reasons['no-contact'] },
    ...{ share, lower: interval?.lower, upper: interval?.upper, excessive: isExcessive ? 1 : 0 },
    ...secondHand('second', handedOn)
  };
}

const secondHand = (name: string, { over, reached, discrepant }: SecondHand) => ({
  [`${name}_over`]: over,
  [`${name}_reached`]: reached,
  [`${name}_discrepant`]: discrepant
});
