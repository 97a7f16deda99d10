/**
 * What re-interviews say of each interviewer, as a table for other programs: shares 0–1 at full precision, empty where there is none. UTF-8 with a
 * byte order mark; texts that a spreadsheet would take for a formula get an apostrophe.
 */
import { stringify } from 'csv-stringify/sync';
import type { RecheckReport } from '../operations/open-recheck-report';

const COLUMNS = [
  ...['survey', 'interviewer', 'forms', 'in_no_part', 'drawn', 'waiting', 'reached', 'discrepant', 'agency_present', 'flagged_asked'],
  ...['contact_rate', 'confirmation_rate', 'rate', 'lower', 'upper', 'limit', 'state', 'held', 'excluded'],
  ...['items_compared', 'exact', 'within_one', 'kappa', 'weighted_kappa', 'ac1', 'seeds']
];

export function recheckToCsv({ survey, interviewers, rule, draws }: RecheckReport): string {
  const seeds = draws.map(({ seed }) => seed).join('; ');
  const rows = interviewers.map(({ name, forms, late, figures, flagged, rate, interval, state, held, excluded }) => ({
    survey: survey.code,
    interviewer: name,
    forms,
    in_no_part: late,
    drawn: figures.drawn,
    waiting: figures.waiting,
    reached: figures.reached,
    discrepant: figures.discrepant,
    agency_present: figures.agencyPresent,
    flagged_asked: flagged.asked,
    contact_rate: figures.contactRate,
    confirmation_rate: figures.confirmationRate,
    rate,
    lower: interval?.lower,
    upper: interval?.upper,
    limit: rule.limit,
    state,
    held,
    excluded,
    items_compared: figures.agreement?.pairs,
    exact: figures.agreement?.exact,
    within_one: figures.agreement?.withinOne,
    kappa: figures.agreement?.kappa,
    weighted_kappa: figures.agreement?.weightedKappa,
    ac1: figures.agreement?.ac1,
    seeds
  }));
  return stringify(rows, { header: true, columns: COLUMNS, bom: true, escape_formulas: true });
}
