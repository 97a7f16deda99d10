/** Which versions of the questionnaire a table's figures are of, and from which days on: `1 2` and `2026-11-10:2`. */
import type { Wordings } from '../../core/report/wording';

export const WORDING_COLUMNS = ['versions', 'reworded'] as const;

export function wordingCells({ versions, rewordings }: Wordings) {
  return { versions: versions.join(' '), reworded: rewordings.map(({ number, from }) => `${from}:${number}`).join(' ') };
}
