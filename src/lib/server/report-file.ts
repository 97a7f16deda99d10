/** A report as a file to take away, named after what it is of. */
import type { Report } from '../core/report/report';
import { reportToCsv } from './export/report-csv';

export function csvFile(report: Report): Response {
  return fileOf(report, 'csv', 'text/csv; charset=utf-8', reportToCsv(report));
}

export function jsonFile(report: Report): Response {
  return fileOf(report, 'json', 'application/json; charset=utf-8', `${JSON.stringify(report, null, 2)}\n`);
}

function fileOf({ agency, counter, survey, period }: Report, extension: string, type: string, body: string): Response {
  const parts = [agency.code, counter?.code, survey.codes.at(-1), period.code].filter((part) => part !== undefined);
  const name = parts.join('_').replaceAll(/[^A-Za-z0-9_.-]/g, '-');
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}.${extension}"`,
      'cache-control': 'private, no-store'
    }
  });
}
