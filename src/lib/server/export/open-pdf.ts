/** An empty PDF document. PDFKit is loaded by the first one: a server that prints nothing never does. */
import { createRequire } from 'node:module';

/** `PDFDocumentOptions` of PDFKit, and a setting of its that its types do not name. */
type Options = PDFKit.PDFDocumentOptions & { readonly fontLayoutCache?: boolean };

/** Without a page. */
export function openPdf(options: Options): PDFKit.PDFDocument {
  // Not imported: PDFKit finds its parts by their place in its own package, where a bundle has none.
  const PDFDocument = createRequire(import.meta.url)('pdfkit') as typeof import('pdfkit');
  return new PDFDocument({ autoFirstPage: false, ...options });
}
