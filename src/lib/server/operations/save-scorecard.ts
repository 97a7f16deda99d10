/**
 * Stores a scorecard, whole or not at all: its points agree with the rules and with the surveys that it names, and nobody else has
 * changed it since the editor began. Asks whether the person may.
 */
import type { ProblemCode, ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import type { LineFigure } from '../../core/scoring/assemble-scorecard';
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import { requireSoundScorecard } from '../../core/scoring/check-scorecard';
import type { RulesName, SurveySource } from '../../core/scoring/par-rules';
import type { AssembledScorecard, ScorecardLine } from '../../core/scoring/scorecard';
import { formFieldName, SURVEY_FIELD } from '../../core/scoring/scorecard-form-fields';
import type { LineRetake, LineSurvey, ScorecardContent } from '../../core/scoring/stored-scorecard';
import { formatMoment } from '../../i18n/format-points';
import { requirePlace, scopesOf } from '../auth/access';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { ScorecardRow } from '../store/scorecards';
import { findScorecard, insertScorecard, updateScorecard } from '../store/scorecards';
import { findSurveyByCode } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import { inTransaction } from '../transaction';
import { findCardAgency, requireInYear } from './find-card-agency';
import { findParRules } from './find-par-rules';
import { listSurveyChoices } from './list-survey-choices';
import type { ScorecardReader } from './open-scorecard';
import type { Unready } from './points-readiness';
import { findUnreadiness } from './points-readiness';
import { readLineFigures } from './rank-stored-scorecards';
import { surveyFigures } from './read-survey-figure';
import type { StoredScorecard } from './stored-scorecard';
import { fromRow, toRow } from './stored-scorecard';

export interface ScorecardSave extends ScorecardContent {
  readonly agencyCode: string;
  readonly year: string | number;
  readonly rules: RulesName;
  /** The revision that the editor began with; 0: there was no card. */
  readonly revision: number;
  /** Lines whose survey's figure is taken anew; the others keep what the stored card took. */
  readonly retake?: readonly LineRetake[];
}

/**
 * Throws what `findCardAgency` and `requirePlace` throw, `agency-not-in-year`, `par-rules-unknown`, `scorecard-invalid` with every
 * field, `scorecard-conflict`.
 */
export async function saveScorecard(db: Db, writer: ScorecardReader, save: ScorecardSave, now: Date): Promise<void> {
  const found = await findCardAgency(db, save.agencyCode, save.year, now);
  const user = requirePlace(writer, 'scorecard:write', found.agency);
  requireInYear(found);
  const { agency, year } = found;
  const rules = findParRules(save.rules);
  const row = await findScorecard(db, agency.id, year);
  const stored = row && fromRow(row);
  if (save.revision !== (stored?.revision ?? 0)) throw conflict(row, now);

  await requireKnownSurveys(db, user, save.surveys, stored, now);
  const wanted = keepTaken(save, stored);
  const figures = await readLineFigures(wanted, agency.code, surveyFigures(db, now));
  const { lines, composition, published, origin } = save;
  const assembled = assembleScorecard(rules, { agencyCode: agency.code, year, rules: save.rules, lines, composition, published }, figures);
  requireSoundScorecard(assembled);

  const card = toRow({
    id: stored?.id ?? newId(),
    agencyId: agency.id,
    year,
    rules: save.rules,
    lines: withoutSurveyPoints(lines, assembled),
    composition,
    published,
    surveys: takeFigures(wanted, figures, assembled, now),
    origin,
    demonstration: stored?.demonstration ?? false,
    changedAt: now.toISOString(),
    changedById: user.id
  });
  const done = await inTransaction(db, async (trx) => {
    const written = stored ? await updateScorecard(trx, card, stored.revision) : await insertScorecard(trx, card);
    if (written)
      await appendAuditEvent(trx, byUser(user, now), {
        action: 'scorecard.save',
        subjectKind: 'scorecard',
        subjectId: card.id,
        agencyId: agency.id,
        change: { year, revision: stored?.revision ?? 0 }
      });
    return written;
  });
  if (!done) throw conflict(await findScorecard(db, agency.id, year), now);
}

/** Somebody was quicker: the stored card is not the one that the editor saw. */
function conflict(row: ScorecardRow | undefined, now: Date): Problem {
  return new Problem('scorecard-conflict', {
    person: row?.changed_by_name ?? '–',
    time: formatMoment(row?.changed_at ?? now.toISOString())
  });
}

const UNREADY = { 'not-frozen': 'points-survey-unfrozen', 'not-closed': 'points-survey-open' } as const satisfies Record<
  Unready,
  ProblemCode
>;

/** Surveys that the person may choose, and those that the card has already. */
async function requireKnownSurveys(
  db: Db,
  user: SignedInUser,
  surveys: readonly LineSurvey[],
  stored: StoredScorecard | undefined,
  now: Date
): Promise<void> {
  if (surveys.length === 0) return;
  const choices = await listSurveyChoices(db, scopesOf(user, 'scorecard:write'), now);
  const isKnown = ({ surveyCode, figureCode }: LineSurvey) =>
    choices.some(({ code, figures }) => code === surveyCode && figures.includes(figureCode)) ||
    stored?.surveys.some((each) => each.surveyCode === surveyCode && each.figureCode === figureCode);
  const details = await Promise.all(
    surveys
      .filter((survey) => !isKnown(survey))
      .map(async ({ line, group, surveyCode }): Promise<ProblemDetail> => {
        const parameters = { place: line, survey: surveyCode.slice(0, 80) };
        const found = await findSurveyByCode(db, surveyCode);
        const unready = found?.mode === 'sampled' ? await findUnreadiness(db, found) : null;
        const code = unready ? UNREADY[unready] : 'points-survey-unknown';
        return { place: formFieldName(line, SURVEY_FIELD[group]), code, parameters };
      })
  );
  if (details.length > 0) throw new Problem('scorecard-invalid', { count: details.length }, details);
}

/** What the stored card took of the same survey's same figure stays, whatever is sent with the form. */
function keepTaken({ surveys, retake = [] }: ScorecardSave, stored: StoredScorecard | undefined): readonly LineSurvey[] {
  return surveys.map(({ line, group, surveyCode, figureCode }) => {
    const same = (one: LineSurvey) =>
      one.line === line && one.group === group && one.surveyCode === surveyCode && one.figureCode === figureCode;
    const isRetaken = retake.some((one) => one.line === line && one.group === group);
    const taken = isRetaken ? undefined : stored?.surveys.find(same)?.taken;
    return { line, group, surveyCode, figureCode, ...(taken && { taken }) };
  });
}

/** A figure that gives points is kept with the card: an answer that is excluded later changes the survey, and no card unseen. */
function takeFigures(
  surveys: readonly LineSurvey[],
  figures: readonly LineFigure[],
  { areas }: AssembledScorecard,
  now: Date
): readonly LineSurvey[] {
  const lines = areas.flatMap((area) => area.criteria ?? [area]);
  return surveys.map((survey) => {
    const { line, group, taken } = survey;
    const figure = figures.find((one) => one.line === line && one.group === group)?.figure;
    const points = lines.find(({ code }) => code === line)?.fromSurvey[group]?.points ?? null;
    if (taken || !figure || figure.withheld !== null || points === null) return survey;
    return { ...survey, taken: { figure: { ...figure, takenAt: now.toISOString() }, points } };
  });
}

/** Points that a survey gives stand with what was taken of it, and nowhere else. */
function withoutSurveyPoints(lines: readonly ScorecardLine[], { areas }: AssembledScorecard): readonly ScorecardLine[] {
  const fromSurvey = new Map(areas.flatMap((area) => area.criteria ?? [area]).map((line) => [line.code, line.fromSurvey]));
  return lines.map((line) => {
    const given = fromSurvey.get(line.code);
    const kept = (group: SurveySource) => ((given?.[group]?.points ?? null) === null ? line[group] : null);
    return { ...line, leaders: kept('leaders'), citizens: kept('citizens') };
  });
}
