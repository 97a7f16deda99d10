/**
 * Takes responses from a table, through the same checks as the form: all of them or none, every bad line named. Doing it again
 * adds nothing: a row's submission id comes from its identity column, or from the file's content and the row's place in it.
 */
import { createHash } from 'node:crypto';
import { isDay, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { makeReceipt } from '../../core/fieldwork/receipt';
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { encodeAnswers } from '../../core/response/encode-answers';
import type { FormEntries, FormReading } from '../../core/response/read-form';
import { readForm } from '../../core/response/read-form';
import type { Config } from '../config';
import { newId } from '../new-id';
import type { CsvRow, CsvTable } from '../read-csv';
import { listedColumns, readCsv } from '../read-csv';
import type { Submission } from '../response-writer';
import type { Db } from '../schema';
import { markCells } from '../store/kept-tallies';
import type { QuestionnaireVersion } from '../store/questionnaires';
import { insertComments, insertResponses } from '../store/responses';
import type { Survey } from '../store/surveys';
import { listSurveyCounters } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { findStandingDraw } from '../store/weighted-units';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { inTransaction } from '../transaction';
import { recountCounterDays } from './refresh-counter-activity';
import { getSurvey } from './change-survey';
import { holdUnfrozen } from './find-round';
import type { ColumnMapping } from './column-mapping';
import type { DesignCells } from './imported-weights';
import { readDesignCells, storeImportedWeights } from './imported-weights';
import { hashOfContent, monthsAfter } from './submit-response';

const BATCH = 500;

export interface ResponseImport {
  readonly surveyCode: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mapping: ColumnMapping;
  /** The counter of rows without a counter column; undefined: the survey's only one. */
  readonly counterCode: string | undefined;
  /** The day of rows without a day column. */
  readonly day: Day;
}

type SurveyCounter = Awaited<ReturnType<typeof listSurveyCounters>>[number];

/** Returns how many rows were added and how many were there already. Throws import-header, import-row, survey-not-found, option-missing. */
export async function importResponses(
  db: Db,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  given: ResponseImport,
  now: Date,
  onProgress: (done: number, total: number) => void,
  by: Doer = byCommand(now)
): Promise<{ readonly added: number; readonly repeated: number }> {
  const survey = await getSurvey(db, given.surveyCode);
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const counters = await listSurveyCounters(db, survey.id);
  const table = readCsv<string>(given.bytes, given.file, []);
  const { header, rows } = table;
  checkHeader(header, given, version);
  checkDesignColumns(given, survey);

  const fileHash = createHash('sha256').update(given.bytes).digest('base64url');
  const problems: ProblemDetail[] = [];
  const submissions = rows.flatMap((row) => {
    const read = readRow(row, table, given, survey, version, counters, now);
    if ('problems' in read) {
      problems.push(...read.problems);
      return [];
    }
    const identity = given.mapping.identity === undefined ? `${fileHash} ${row.line}` : row.cells[given.mapping.identity]!;
    return [{ ...compose(read, identity, survey, version, config, randomBytes, now), line: row.line, design: read.design }];
  });
  if (problems.length > 0)
    throw new Problem('import-row', { file: given.file, count: new Set(problems.map((one) => one.place)).size }, problems);

  return inTransaction(db, async (trx) => {
    await holdUnfrozen(trx, survey.id);
    if (await findStandingDraw(trx, survey.id)) throw new Problem('import-into-round', { survey: survey.code });
    let added = 0;
    const weighted: { responseId: string; line: number; design: DesignCells }[] = [];
    for (let at = 0; at < submissions.length; at += BATCH) {
      const batch = submissions.slice(at, at + BATCH);
      const inserted = await insertResponses(
        trx,
        batch.map((one) => one.response)
      );
      await insertComments(
        trx,
        batch.flatMap((one) => (one.comment && inserted.has(one.response.id) ? [one.comment] : []))
      );
      added += inserted.size;
      for (const { response, line, design } of batch)
        if (design && inserted.has(response.id)) weighted.push({ responseId: response.id, line, design });
      onProgress(at + batch.length, submissions.length);
    }
    if (weighted.length > 0) await storeImportedWeights(trx, survey.id, weighted, { file: given.file, hash: fileHash });
    await markCells(trx, cellsOf(submissions));
    const days = submissions.map(({ response }) => response.day).toSorted();
    if (days.length > 0) await recountCounterDays(trx, days[0]!, days.at(-1)!, now);
    await appendAuditEvent(trx, by, {
      action: 'survey.import',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { file: given.file, added, repeated: submissions.length - added }
    });
    return { added, repeated: submissions.length - added };
  });
}

interface ImportedRow {
  readonly reading: FormReading;
  readonly day: Day;
  readonly counter: SurveyCounter;
  /** Of a sampled survey. */
  readonly design: DesignCells | null;
}

/** A sampled survey's rows say what they weigh; other surveys' rows have no design. */
function checkDesignColumns({ mapping: { weight, stratum, psu, fpc } }: ResponseImport, survey: Survey): void {
  const isSampled = survey.psu === 'design';
  if (isSampled && weight === undefined) throw new Problem('import-weight-missing', { survey: survey.code });
  if (!isSampled && [weight, stratum, psu, fpc].some((column) => column !== undefined))
    throw new Problem('import-weight-unwanted', { survey: survey.code });
}

function checkHeader(header: readonly string[], { mapping, file }: ResponseImport, version: QuestionnaireVersion): void {
  const items = new Set([...itemsOf(version.content).map((item) => item.code), 'comment']);
  const named = namedColumns(mapping);
  const missing = [...named, ...Object.keys(mapping.columns)].filter((column) => !header.includes(column));
  const unknown = header.filter(
    (column) => !named.includes(column) && !mapping.ignore.includes(column) && !items.has(mapping.columns[column] ?? column)
  );
  if (missing.length > 0) throw new Problem('import-header', { file, columns: missing.join(', '), found: listedColumns(header) });
  if (unknown.length > 0) throw new Problem('column-unknown', { file, columns: unknown.join(', ') });
}

function readRow(
  row: CsvRow<string>,
  table: CsvTable<string>,
  given: ResponseImport,
  survey: Survey,
  version: QuestionnaireVersion,
  counters: readonly SurveyCounter[],
  now: Date
): ImportedRow | { readonly problems: readonly ProblemDetail[] } {
  const { mapping } = given;
  const place = `line ${row.line}`;
  const named = namedColumns(mapping);
  const entries: FormEntries = Object.entries(row.cells).flatMap(([column, cell]) => {
    if (named.includes(column) || mapping.ignore.includes(column) || cell === '') return [];
    const code = mapping.columns[column] ?? column;
    return [[code, mapping.values[column]?.[cell] ?? cell] as const];
  });
  const reading = readForm(version.content, [], entries);
  const problems: ProblemDetail[] = reading.problems.map(({ code, parameters }) => ({ place, code, parameters }));
  const day = mapping.day === undefined ? given.day : (row.cells[mapping.day] ?? '');
  const last = survey.closes_on !== null && survey.closes_on < localDay(now) ? survey.closes_on : localDay(now);
  if (!isDay(day) || day < survey.opens_on || day > last)
    problems.push({ place, code: 'day-outside-survey', parameters: { day, from: survey.opens_on, to: last } });
  const counter = counterOf(row, given, counters);
  if ('problem' in counter) problems.push({ place, ...counter.problem });
  const cells = survey.psu === 'design' ? readDesignCells(row, mapping, table) : null;
  problems.push(...(cells?.problems ?? []));
  return problems.length > 0 || 'problem' in counter ? { problems } : { reading, day, counter, design: cells?.design ?? null };
}

/** By its own code, by its agency's where that has one, or the survey's only one. */
function counterOf(
  row: CsvRow<string>,
  { mapping, counterCode }: ResponseImport,
  counters: readonly SurveyCounter[]
): SurveyCounter | { readonly problem: Pick<ProblemDetail, 'code' | 'parameters'> } {
  if (mapping.agency !== undefined) {
    const code = row.cells[mapping.agency]!;
    const [counter, another] = counters.filter((one) => one.agency_code === code);
    if (counter && !another) return counter;
    return { problem: { code: another ? 'agency-with-counters' : 'agency-not-in-survey', parameters: { code } } };
  }
  const wanted = mapping.counter === undefined ? counterCode : row.cells[mapping.counter];
  const counter = wanted === undefined ? (counters.length === 1 ? counters[0] : undefined) : counters.find((one) => one.code === wanted);
  return counter ?? { problem: { code: 'counter-not-in-survey', parameters: { code: wanted ?? '' } } };
}

/** Columns that are no items. */
function namedColumns({ identity, day, counter, agency, weight, stratum, psu, fpc }: ColumnMapping): readonly string[] {
  return [identity, day, counter, agency, weight, stratum, psu, fpc].filter((column) => column !== undefined);
}

function compose(
  { reading, day, counter }: ImportedRow,
  identity: string,
  survey: Survey,
  version: QuestionnaireVersion,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  now: Date
): Submission {
  const id = newId();
  const answers = encodeAnswers(reading.answers);
  const shared = { survey_id: survey.id, receiving_counter_id: counter.id, day };
  return {
    response: {
      ...shared,
      id,
      questionnaire_version_id: version.id,
      handling_agency_id: counter.default_handling_agency_id,
      submitted_at: now.toISOString(),
      channel: 'import',
      language: 'vi',
      duration_ms: null,
      purpose: 'main',
      status: 'counted',
      flags: '[]',
      answers,
      submission_scope: 'import',
      submission_id: createHash('sha256').update(identity).digest('base64url'),
      receipt: makeReceipt(randomBytes),
      content_hash: hashOfContent(version.id, answers, reading.comment)
    },
    comment:
      reading.comment === ''
        ? null
        : {
            ...shared,
            response_id: id,
            text: reading.comment,
            status: 'shown',
            erase_after: monthsAfter(now, config.commentRetentionMonths)
          },
    device: null
  };
}

function cellsOf(submissions: readonly Submission[]) {
  const cells = new Map(
    submissions.map(({ response }) => {
      const cell = {
        surveyId: response.survey_id,
        counterId: response.receiving_counter_id ?? '',
        day: response.day,
        questionnaireVersionId: response.questionnaire_version_id,
        handlingAgencyId: response.handling_agency_id
      };
      return [Object.values(cell).join('\n'), cell];
    })
  );
  return [...cells.values()];
}
