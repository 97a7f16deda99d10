/** What the report calls its sampling unit, wherever it names it. */
import type { Report } from '../../core/report/report';
import { m } from '../../paraglide/messages.js';

export const UNIT_WORDS = {
  day: {
    count: m.report_days,
    few: m.report_note_few_days,
    thin: m.report_not_enough_days,
    one: m.report_ci_one_day,
    equal: m.report_note_zero_variance_days,
    help: m.report_ci_help_day,
    method: m.report_method_day
  },
  week: {
    count: m.report_weeks,
    few: m.report_note_few_weeks,
    thin: m.report_not_enough_weeks,
    one: m.report_ci_one_week,
    equal: m.report_note_zero_variance_weeks,
    help: m.report_ci_help_week,
    method: m.report_method_week
  },
  respondent: {
    count: m.report_respondents,
    few: m.report_note_few_units,
    thin: m.report_not_enough_units,
    one: m.report_ci_few_units,
    equal: m.report_note_zero_variance_units,
    help: m.report_ci_help_imported,
    method: m.report_method_respondent
  },
  psu: {
    count: m.report_units,
    few: m.report_note_few_units,
    thin: m.report_not_enough_units,
    // Without degrees of freedom no stratum holds two units: that may be several units in all.
    one: m.report_ci_few_units,
    equal: m.report_note_zero_variance_units,
    help: m.report_ci_help_sampled,
    method: m.report_method_psu
  }
} as const satisfies Readonly<Record<Report['unit'], unknown>>;
