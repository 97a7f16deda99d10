/** Where an audit event's subject is to be seen; undefined: it has no page, or is gone. */
import { agencyPath } from '../agency/agency-address';
import { counterPath } from '../counter/counter-words';
import { decisionPath } from '../quality/quality-words';
import { surveyPath } from '../survey/survey-words';
import { tokenPath } from '../token/token-words';

export const AUDIT = '/admin/audit';

export interface AuditSubject {
  readonly kind: string;
  readonly code: string | undefined;
  readonly year: number | undefined;
}

export function subjectPath({ kind, code, year }: AuditSubject, agency: { readonly code: string } | null): string | undefined {
  if (kind === 'settings') return '/admin/settings';
  if (code === undefined) return undefined;
  if (kind === 'agency') return agencyPath(code);
  if (kind === 'counter') return counterPath(code);
  if (kind === 'survey') return surveyPath(code);
  if (kind === 'questionnaire') return `/admin/questionnaires/${encodeURIComponent(code)}`;
  if (kind === 'quality-decision') return decisionPath(code);
  if (kind === 'token') return tokenPath(code);
  if (kind === 'scorecard') return `/admin/scorecards/${encodeURIComponent(code)}/${year}`;
  if (kind === 'report' && agency) return `/admin/reports/${encodeURIComponent(agency.code)}/${encodeURIComponent(code)}`;
  return undefined;
}
