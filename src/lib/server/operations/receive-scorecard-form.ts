/** A scorecard as the form of its page sends it: what was typed is kept for the page whatever becomes of it. */
import { Problem } from '../../core/problem';
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import { readScorecardForm } from '../../core/scoring/read-scorecard-form';
import { REVISION_FIELD } from '../../core/scoring/scorecard-form-fields';
import { requireRole } from '../auth/access';
import { readFormData } from '../read-form-data';
import type { Db } from '../schema';
import { editScorecard } from './edit-scorecard';
import type { ScorecardAddress, ScorecardReader } from './open-scorecard';
import { saveScorecard } from './save-scorecard';

/** Far more than any rules have lines and columns. */
const MOST_FIELDS = 2_000;

export interface ScorecardFormAddress extends ScorecardAddress {
  /** Of a card that is not there yet. */
  readonly rules: string | null;
}

/** `typed` is filled with the fields. Throws what `editScorecard` and `saveScorecard` throw, and `scorecard-invalid`. */
export async function receiveScorecardForm(
  db: Db,
  writer: ScorecardReader,
  address: ScorecardFormAddress,
  request: Request,
  typed: Record<string, string>,
  now: Date
): Promise<void> {
  requireRole(writer, 'scorecard:write');
  const { rules, year } = await editScorecard(db, writer, address, address.rules, now);
  const fields = [...(await readFormData(request))].slice(0, MOST_FIELDS);
  for (const [name, value] of fields) if (typeof value === 'string') typed[name] = value;
  const { problems, ...content } = readScorecardForm(rules, (name) => typed[name] ?? '');
  if (problems.length > 0) {
    // What can be read is checked too, so that everything wrong is said at once.
    const { lines, composition } = content;
    const others = assembleScorecard(rules, { agencyCode: address.agency, year, rules, lines, composition, published: null }).problems;
    const all = [...problems, ...others.filter(({ place }) => problems.every((problem) => problem.place !== place))];
    const order = Object.keys(typed);
    const sorted = all.toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place));
    throw new Problem('scorecard-invalid', { count: all.length }, sorted);
  }
  const name = { family: rules.family, number: rules.number };
  const revision = Number(typed[REVISION_FIELD]) || 0;
  await saveScorecard(db, writer, { ...content, agencyCode: address.agency, year, rules: name, revision }, now);
}
