/** Scorecards as workbooks to take away: a card as it stands, or an empty one to fill in. */
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import { rulesLabel } from '../../core/scoring/par-rules';
import { requirePlace, requireRole } from '../auth/access';
import { scorecardToXlsx } from '../export/scorecard-xlsx';
import type { Db } from '../schema';
import { findCardAgency, readYear, requireInYear } from './find-card-agency';
import { findParRules } from './find-par-rules';
import type { ScorecardAddress, ScorecardReader } from './open-scorecard';
import { openScorecard } from './open-scorecard';
import { recordReading } from './record-reading';

export interface ExportedWorkbook {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Throws what `openScorecard` throws. */
export async function exportScorecard(db: Db, reader: ScorecardReader, address: ScorecardAddress, now: Date): Promise<ExportedWorkbook> {
  const { id, view, rules, revision } = await openScorecard(db, reader, address, now);
  const { card, agency } = view;
  const fileName = fileNameOf('bang-diem', agency.code, String(card.year));
  const bytes = await scorecardToXlsx({ card, rules, agencyName: agency.name.vi, revision });
  const subject = { subjectKind: 'scorecard', subjectId: id, agencyCode: agency.code } as const;
  await recordReading(db, reader, { action: 'scorecard.export', ...subject, change: { file: fileName, revision } }, now);
  return { fileName, bytes };
}

/**
 * `query` holds `rules`, and may hold `agency` and `year`; the workbook says them where it does. For whoever may write somewhere, or at
 * the agency named. Throws `par-rules-unknown`, and what `findCardAgency` and `requirePlace` throw.
 */
export async function exportTemplate(db: Db, writer: ScorecardReader, query: URLSearchParams, now: Date): Promise<ExportedWorkbook> {
  requireRole(writer, 'scorecard:write');
  const rules = findParRules(query.get('rules') ?? '');
  const code = query.get('agency') ?? '';
  const year = query.get('year') ? readYear(query.get('year')!, now) : Number(now.toISOString().slice(0, 4));
  const found = code === '' ? undefined : await findCardAgency(db, code, year, now);
  if (found) {
    requirePlace(writer, 'scorecard:write', found.agency);
    requireInYear(found);
  }
  const card = { agencyCode: found?.agency.code ?? '', year, rules, lines: [], composition: null, published: null };
  const bytes = await scorecardToXlsx({ card: assembleScorecard(rules, card), rules, agencyName: found?.then.name.vi ?? '' });
  return { fileName: fileNameOf('mau-bang-diem', rulesLabel(rules), card.agencyCode, String(year)), bytes };
}

function fileNameOf(...parts: readonly string[]): string {
  return `${parts
    .filter((part) => part !== '')
    .join('_')
    .replaceAll(/[^A-Za-z0-9_.-]/g, '-')}.xlsx`;
}
