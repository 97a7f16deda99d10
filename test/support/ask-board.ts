/** A PAPI-style board as its address asks for it, of the whole survey if no period is named. */
import type { Board } from '../../src/lib/core/report/board';
import type { Reader } from '../../src/lib/server/operations/enter-results';
import { openBoard } from '../../src/lib/server/operations/open-board';
import type { Db } from '../../src/lib/server/schema';
import { NOW } from './small-province';

export async function askBoard(
  db: Db,
  reader: Reader,
  agency: string,
  query: Record<string, string> = {},
  survey = 'round'
): Promise<Board> {
  return (await openBoard(db, reader, { agency, survey }, new URLSearchParams({ period: 'all', ...query }), NOW)).board!;
}
