/** Words and addresses of surveys' pages. */
import type { OpeningFinding, OpeningFindingCode } from '../../core/fieldwork/check-opening';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatDay } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

export const SURVEYS = '/admin/surveys';

export function surveyPath(code: string): string {
  return `${SURVEYS}/${encodeURIComponent(code)}`;
}

type State = 'draft' | 'open' | 'closed' | 'published';

const STATES: Readonly<Record<State, () => string>> = {
  draft: m.report_state_draft,
  open: m.report_state_open,
  closed: m.report_state_closed,
  published: m.report_state_published
};

export function surveyState(state: State): string {
  return STATES[state]();
}

export function surveyStateLook(state: State): 'fine' | 'plain' {
  return state === 'open' ? 'fine' : 'plain';
}

export function surveyMode({ mode, psu }: { readonly mode: 'continuous' | 'sampled'; readonly psu: string }): string {
  if (psu === 'respondent') return m.report_mode_imported();
  return mode === 'sampled' ? m.report_mode_sampled() : m.report_mode_continuous();
}

/** "từ 01/11/2026", or both days. */
export function surveyDays(opensOn: string, closesOn: string | null): string {
  return closesOn === null ? m.report_overview_from({ from: formatDay(opensOn) }) : `${formatDay(opensOn)}–${formatDay(closesOn)}`;
}

const FINDINGS: Readonly<Record<OpeningFindingCode, (count: { readonly count: string }) => string>> = {
  'no-counter': m.survey_fault_no_counter,
  'no-draw': m.survey_fault_no_draw,
  'counters-taken': m.survey_fault_counters_taken,
  over: m.survey_fault_over,
  'questionnaire-retired': m.survey_fault_questionnaire_retired,
  'counters-closed': m.survey_fault_counters_closed,
  'communes-without': m.survey_fault_communes_without,
  untranslated: m.survey_fault_untranslated,
  'name-untranslated': m.survey_fault_name_untranslated,
  'opens-later': m.survey_fault_opens_later,
  'address-missing': m.survey_fault_address_missing
};

export function findingText({ code, count }: OpeningFinding, language: DisplayLanguage): string {
  return FINDINGS[code]({ count: formatCount(count, language) });
}
