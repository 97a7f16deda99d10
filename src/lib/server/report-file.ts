/** Results as files to take away, named after what they are of; each is told of in the audit log. */
import type { Board } from '../core/report/board';
import type { Ranking } from '../core/report/ranking';
import type { Report } from '../core/report/report';
import { boardToCsv } from './export/board-csv';
import { rankingToCsv } from './export/ranking-csv';
import { reportToCsv } from './export/report-csv';
import type { Asking } from './auth/access';
import { recordReading } from './operations/record-reading';
import { countComments } from './operations/show-report';
import type { Db } from './schema';

type Extension = 'csv' | 'json';

interface Asked {
  readonly db: Db;
  readonly asking: Asking;
  /** The survey as the address names it. */
  readonly survey: string;
}

export async function reportFile(asked: Asked, report: Report, extension: Extension): Promise<Response> {
  const parts = [report.agency.code, report.counter?.code, report.survey.codes.at(-1), report.period.code];
  const file = fileOf(parts, extension, report, reportToCsv);
  // A table has the figures alone.
  return told(asked, report, file, extension === 'json' ? { comments: countComments(report) } : {});
}

export async function rankingFile(asked: Asked, ranking: Ranking, extension: Extension): Promise<Response> {
  const parts = [ranking.agency.code, ranking.survey.codes.at(-1), ranking.period.code, 'ranking', ranking.kind, ranking.index.key];
  return told(asked, ranking, fileOf(parts, extension, ranking, rankingToCsv));
}

export async function boardFile(asked: Asked, board: Board, extension: Extension): Promise<Response> {
  const parts = [board.agency.code, board.survey.codes.at(-1), board.period.code, 'components'];
  return told(asked, board, fileOf(parts, extension, board, boardToCsv));
}

interface NamedFile {
  readonly name: string;
  readonly response: Response;
}

async function told({ db, asking, survey }: Asked, of: Pick<Report, 'agency' | 'period'>, file: NamedFile, more = {}): Promise<Response> {
  const change = { file: file.name, period: of.period.code, ...more };
  const subject = { subjectKind: 'report', subjectId: survey, agencyCode: of.agency.code } as const;
  await recordReading(db, asking, { action: 'report.export', ...subject, change }, new Date());
  return file.response;
}

function fileOf<Content>(
  parts: readonly (string | undefined)[],
  extension: Extension,
  content: Content,
  toCsv: (content: Content) => string
): NamedFile {
  const stem = parts
    .filter((part) => part !== undefined)
    .join('_')
    .replaceAll(/[^A-Za-z0-9_.-]/g, '-');
  const isCsv = extension === 'csv';
  const name = `${stem}.${extension}`;
  const response = new Response(isCsv ? toCsv(content) : `${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store'
    }
  });
  return { name, response };
}
