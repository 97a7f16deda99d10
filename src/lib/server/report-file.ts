/** Results as files to take away, named after what they are of. */
import type { Board } from '../core/report/board';
import type { Ranking } from '../core/report/ranking';
import type { Report } from '../core/report/report';
import { boardToCsv } from './export/board-csv';
import { rankingToCsv } from './export/ranking-csv';
import { reportToCsv } from './export/report-csv';

type Extension = 'csv' | 'json';

export function reportFile(report: Report, extension: Extension): Response {
  const parts = [report.agency.code, report.counter?.code, report.survey.codes.at(-1), report.period.code];
  return fileOf(parts, extension, report, reportToCsv);
}

export function rankingFile(ranking: Ranking, extension: Extension): Response {
  const parts = [ranking.agency.code, ranking.survey.codes.at(-1), ranking.period.code, 'ranking', ranking.kind, ranking.index.key];
  return fileOf(parts, extension, ranking, rankingToCsv);
}

export function boardFile(board: Board, extension: Extension): Response {
  return fileOf([board.agency.code, board.survey.codes.at(-1), board.period.code, 'components'], extension, board, boardToCsv);
}

function fileOf<Content>(
  parts: readonly (string | undefined)[],
  extension: Extension,
  content: Content,
  toCsv: (content: Content) => string
): Response {
  const name = parts
    .filter((part) => part !== undefined)
    .join('_')
    .replaceAll(/[^A-Za-z0-9_.-]/g, '-');
  const isCsv = extension === 'csv';
  return new Response(isCsv ? toCsv(content) : `${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      'content-type': isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.${extension}"`,
      'cache-control': 'private, no-store'
    }
  });
}
