/**
 * Stores the scorecard of a workbook, all or nothing. What the workbook does not carry (the standing that was published, its source,
 * which surveys give points) stays as it is stored, where the rules are the same.
 */
import { Problem } from '../../core/problem';
import { rulesLabel } from '../../core/scoring/par-rules';
import { findShippedParRules } from '../../core/scoring/par-rules-shipped';
import { formatMoment } from '../../i18n/format-points';
import { can, requireRole } from '../auth/access';
import type { Db } from '../schema';
import { findScorecard } from '../store/scorecards';
import { findCardAgency } from './find-card-agency';
import type { ScorecardAddress, ScorecardReader } from './open-scorecard';
import { readLineFigures } from './rank-stored-scorecards';
import { readScorecardXlsx } from './read-scorecard-xlsx';
import { surveyFigures } from './read-survey-figure';
import { saveScorecard } from './save-scorecard';
import type { StoredScorecard } from './stored-scorecard';
import { fromRow } from './stored-scorecard';

export interface UploadedWorkbook {
  readonly file: Uint8Array;
  readonly fileName: string;
  /** The card that it is for, and the revision that the person saw; null: whichever the workbook names, as a new card. */
  readonly target: (ScorecardAddress & { readonly revision: number }) | null;
}

/**
 * The card's agency and year. Throws what `readScorecardXlsx` and `saveScorecard` throw, `scorecard-other`, `scorecard-exists` and
 * `scorecard-file-old`.
 */
export async function uploadScorecard(db: Db, writer: ScorecardReader, upload: UploadedWorkbook, now: Date): Promise<ScorecardAddress> {
  const user = requireRole(writer, 'scorecard:write');
  const { file, fileName, target } = upload;
  let stored: StoredScorecard | undefined;
  let taken: Problem | undefined;
  const card = await readScorecardXlsx({
    file,
    fileName,
    findRules: findShippedParRules,
    findFigures: async ({ agencyCode, year, rules }) => {
      const found = await findCardAgency(db, agencyCode, year, now);
      if (!can(user, 'scorecard:write', found.agency.path)) return []; // refused below, once the file has been read
      const row = await findScorecard(db, found.agency.id, found.year);
      const there = row && fromRow(row);
      if (there && !target) taken = new Problem('scorecard-exists', { agency: found.then.name[writer.language], year });
      stored = there && rulesLabel(there.rules) === rulesLabel(rules) ? there : undefined;
      return readLineFigures(stored?.surveys ?? [], agencyCode, surveyFigures(db, now));
    }
  });
  const { revision, ...content } = card;
  const { agencyCode, year } = content;
  if (target && (agencyCode !== target.agency || String(year) !== target.year))
    throw new Problem('scorecard-other', { file: fileName, agency: agencyCode, year, wanted: target.agency, wantedYear: target.year });
  if (taken) throw taken;
  // Taken away before somebody else saved: it would put their points back.
  if (stored && revision !== null && revision < stored.revision)
    throw new Problem('scorecard-file-old', { file: fileName, time: formatMoment(stored.changedAt) });
  const kept = { published: stored?.published ?? null, surveys: stored?.surveys ?? [], origin: stored?.origin ?? null };
  await saveScorecard(db, writer, { ...content, ...kept, revision: target?.revision ?? 0 }, now);
  return { agency: agencyCode, year: String(year) };
}
