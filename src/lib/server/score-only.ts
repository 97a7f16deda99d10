/**
 * Surveys whose method makes no percentage but sums PAPI-style components have no report of their own: whoever asks for it is led to
 * the board, which says the same figures on their scale.
 */
import { redirect } from '@sveltejs/kit';
import type { Report } from '../core/report/report';

/** Throws a redirect to the board, or to its file, where the report would print scores as percentages. */
export function leadToBoard(
  { survey }: Report,
  params: { readonly agency: string; readonly survey: string },
  url: URL,
  extension = ''
): void {
  if (survey.method.aggregation !== 'sum-of-components') return;
  const board = `/admin/reports/${encodeURIComponent(params.agency)}/${encodeURIComponent(params.survey)}/components${extension}`;
  redirect(303, `${board}${url.search}`);
}
