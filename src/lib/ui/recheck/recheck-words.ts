/** Words and addresses of the pages about re-interviews. */
import type { Check, CheckAnswer } from '../../core/reinterview/reinterview';
import type { GiveUpReason, TryEnd } from '../../core/reinterview/tries';
import { GIVE_UP_REASONS } from '../../core/reinterview/tries';
import type { DisplayLanguage } from '../../i18n/format';
import { formatShare } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { deskPath } from '../desk/desk-words';

export function recheckPath(surveyCode: string, interviewerId?: string): string {
  return `${deskPath(surveyCode, 'recheck')}${interviewerId === undefined ? '' : `/${encodeURIComponent(interviewerId)}`}`;
}

type State = 'none' | 'waiting' | 'clear' | 'watched' | 'under_review' | 'cleared' | 'confirmed';

const STATES: Readonly<Record<State, () => string>> = {
  none: m.recheck_state_none,
  waiting: m.recheck_state_waiting,
  clear: m.recheck_state_clear,
  watched: m.recheck_state_watched,
  under_review: m.recheck_state_under_review,
  cleared: m.recheck_state_cleared,
  confirmed: m.recheck_state_confirmed
};

export const stateWord = (state: string): string => STATES[state as State]?.() ?? state;

const LOOKS: Readonly<Partial<Record<State, string>>> = {
  clear: 'fine',
  cleared: 'fine',
  watched: 'demo',
  under_review: 'alarm',
  confirmed: 'alarm'
};

export const stateLook = (state: string): string => LOOKS[state as State] ?? 'plain';

const FLAGS: Readonly<Record<string, (() => string) | undefined>> = {
  'too-fast': m.recheck_flag_too_fast,
  'straight-line': m.recheck_flag_straight_line
};

export const flagWord = (flag: string): string => (FLAGS[flag] ?? m.recheck_flag_other)();

const CAUSES: Readonly<Record<string, (() => string) | undefined>> = {
  transaction: m.recheck_cause_transaction,
  answered: m.recheck_cause_answered,
  items: m.recheck_cause_items
};

const FORM_STATES = { waiting: m.recheck_form_state_waiting, done: m.recheck_form_state_done, unreached: m.recheck_form_state_unreached };

/** What asking again about a form brought. */
export function formResult(form: { readonly state: keyof typeof FORM_STATES; readonly causes: readonly string[] }): string {
  return form.causes.length > 0 ? form.causes.map((cause) => CAUSES[cause]?.() ?? cause).join(', ') : FORM_STATES[form.state]();
}

export const CHECK_WORDS: Readonly<Record<Check, () => string>> = {
  transaction: m.recheck_check_transaction,
  answered: m.recheck_check_answered,
  agency: m.recheck_check_agency
};

export const ANSWER_WORDS: Readonly<Record<CheckAnswer, () => string>> = { yes: m.recheck_yes, no: m.recheck_no, unsure: m.recheck_unsure };

const TRIES: Readonly<Record<TryEnd, () => string>> = {
  'no-answer': m.recheck_try_no_answer,
  absent: m.recheck_try_absent,
  appointment: m.recheck_try_appointment,
  '2.112': m.recheck_try_2_112,
  '4.31': m.recheck_try_4_31,
  '2.36': m.recheck_try_2_36
};

export const tryWord = (end: string): string => TRIES[end as TryEnd]?.() ?? end;

export const triesText = (tries: readonly { readonly disposition: string }[]): string =>
  `${m.recheck_tries({ count: tries.length })}: ${tries.map(({ disposition }) => tryWord(disposition)).join(', ')}`;

const REASONS: Readonly<Record<GiveUpReason, () => string>> = {
  '2.112': m.recheck_reason_2_112,
  '4.31': m.recheck_reason_4_31,
  '2.36': m.recheck_reason_2_36,
  'no-contact': m.recheck_reason_no_contact
};

/** Who gave it up, and what for. */
export const givenUpText = ({ by, reason }: { readonly by: string; readonly reason: GiveUpReason }): string =>
  m.recheck_given_up_by({ name: by, reason: REASONS[reason]() });

/** Those that were given as a reason, with how often; `–` where nobody was given up. */
export function reasonsText(reasons: Readonly<Record<GiveUpReason, number>>, n: (count: number) => string): string {
  const given = GIVE_UP_REASONS.filter((reason) => reasons[reason] > 0);
  return given.map((reason) => m.recheck_person_reason({ reason: REASONS[reason](), count: n(reasons[reason]) })).join('; ') || '–';
}

/** `–` where there is none. */
export const shareOrNone = (share: number | null, language: DisplayLanguage): string =>
  share === null ? '–' : formatShare(share, language, 0);

/** A coefficient with two decimals, never −0; `–` where it is undefined. */
export const coefficient = (value: number | null | undefined, language: DisplayLanguage): string =>
  value == null
    ? '–'
    : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
        ...{ minimumFractionDigits: 2, maximumFractionDigits: 2 },
        signDisplay: 'negative'
      }).format(value);
