/** Words and addresses of the pages about the quality of answers. */
import type { Signal, SignalCode } from '../../core/quality/signals';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount } from '../../i18n/format';
import { groundText, signalText } from '../../i18n/rule-text';
import { m } from '../../paraglide/messages.js';

export const QUALITY = '/admin/quality';
export const DECISIONS = `${QUALITY}/decisions`;
export const RULE = `${QUALITY}/rule`;

/** A code may have been handed over, from one agency's counter to another's. */
interface NamedCounter {
  readonly code: string;
  readonly agencyCode: string;
}

export function monthPath({ code, agencyCode }: NamedCounter, survey: string, month: string, signal?: string): string {
  const query = new URLSearchParams({ survey, month, agency: agencyCode, ...(signal !== undefined && { signal }) });
  return `${QUALITY}/${encodeURIComponent(code)}?${query.toString()}`;
}

export function decisionPath(id: string): string {
  return `${DECISIONS}/${encodeURIComponent(id)}`;
}

/** In the page's language. */
export const signalWord = (code: SignalCode): string => signalText(code);
export const groundWord = (ground: string): string => groundText(ground);

/** What is behind a form's signal; '' where the word says it all. */
export function signalDetail(signal: Signal, language: DisplayLanguage): string {
  const count = (n: number) => formatCount(n, language);
  switch (signal.code) {
    case 'too-fast':
      return m.quality_detail_too_fast({ seconds: decimal(language).format(signal.msPerItem / 1000) });
    case 'device-many':
      return m.quality_detail_device_many({ forms: count(signal.forms) });
    case 'burst':
      return m.quality_detail_burst({ forms: count(signal.hourForms), expected: formatExpected(signal.hourExpected, language) });
    case 'comment-repeated':
      return m.quality_detail_comment_repeated({ forms: count(signal.forms) });
    default:
      return '';
  }
}

const LEAST = 0.1;

/** "About 3.2" or "under 0.1": what a history lets expect is seldom whole. */
export function formatExpected(value: number, language: DisplayLanguage): string {
  const { format } = decimal(language);
  return value < LEAST ? m.quality_below({ least: format(LEAST) }) : m.quality_about({ value: format(value) });
}

const decimal = (language: DisplayLanguage) => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 });

export function basisWord(basis: 'own' | 'survey' | 'assumed'): string {
  return { own: m.quality_basis_own, survey: m.quality_basis_survey, assumed: m.quality_basis_assumed }[basis]();
}

export type ReviewWord = 'new' | 'seen' | 'done';

export function reviewWord(state: ReviewWord): string {
  return { new: m.quality_state_new, seen: m.quality_state_seen, done: m.quality_state_done }[state]();
}

export type StatusWord = 'counted' | 'held' | 'excluded';

export function statusWord(status: StatusWord): string {
  return { counted: m.quality_status_counted, held: m.quality_status_held, excluded: m.quality_status_excluded }[status]();
}

export function durationText(ms: number | null): string {
  if (ms === null) return m.quality_duration_unknown();
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return m.quality_duration_seconds({ seconds });
  return m.quality_duration_value({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** How many answers a decision held, excluded and restored, in words. */
export function changesText(
  { held, excluded, restored }: { readonly held: number; readonly excluded: number; readonly restored: number },
  language: DisplayLanguage
): string {
  const count = (n: number) => ({ count: formatCount(n, language) });
  const parts = [
    held > 0 && m.quality_decision_held(count(held)),
    excluded > 0 && m.quality_decision_excluded(count(excluded)),
    restored > 0 && m.quality_decision_restored(count(restored))
  ];
  return parts.filter((part) => part !== false).join(' · ');
}
