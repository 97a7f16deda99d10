/**
 * Surveys whose method makes no percentage but sums PAPI-style components have no report: whoever asks for it is led to the board.
 */
import { redirect } from '@sveltejs/kit';
import { Problem } from '../core/problem';

interface Asked {
  readonly params: { readonly agency: string; readonly survey: string };
  readonly url: URL;
}

/** What `open` opens; a redirect to the board, or to its file, where the survey has no report. */
export async function reportOrBoard<T>({ params, url }: Asked, extension: '' | '.csv' | '.json', open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.code !== 'report-none') throw failure;
    redirect(
      303,
      `/admin/reports/${encodeURIComponent(params.agency)}/${encodeURIComponent(params.survey)}/components${extension}${url.search}`
    );
  }
}
