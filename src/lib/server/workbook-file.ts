/** A workbook as a file to take away. */
import type { ExportedWorkbook } from './operations/export-scorecard';

export function workbookFile({ fileName, bytes }: ExportedWorkbook): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store'
    }
  });
}
