/** What a piece of work in the background is called, and where one goes from its page. */
import type { DeskStep } from '../../core/fieldwork/desk-steps';
import { m } from '../../paraglide/messages.js';
import { AGENCIES } from '../agency/agency-address';
import { COUNTERS } from '../counter/counter-words';
import { deskPath, stepName } from '../desk/desk-words';

/** By the kinds of the table of jobs; a test holds them to those that the server does. */
export const JOB_TITLES: Readonly<Record<string, () => string>> = {
  letters: m.letter_job_title,
  posters: m.job_title_posters,
  'agency-table': m.job_title_agencies,
  frame: m.job_title_frame,
  draw: m.job_title_draw,
  'draw-check': m.draw_check,
  'judge-answers': m.job_title_quality,
  'audit-check': m.audit_check,
  erase: m.job_title_erase,
  mail: m.job_title_mail
};

export const jobTitle = (kind: string): string => (JOB_TITLES[kind] ?? m.job_title_other)();

const STEPS: Readonly<Record<string, DeskStep>> = { letters: 'forms', frame: 'frame', draw: 'draw' };

/** `round`: the code of the round whose desk it was asked for at. */
export function jobBack({ kind, round }: { readonly kind: string; readonly round: string | null }): { href: string; text: string } {
  const step = STEPS[kind];
  if (round !== null && step) return { href: deskPath(round, step), text: stepName(step) };
  if (kind === 'posters') return { href: COUNTERS, text: m.counter_title() };
  if (kind === 'agency-table') return { href: AGENCIES, text: m.agency_title() };
  return { href: '/admin', text: m.admin_results() };
}
