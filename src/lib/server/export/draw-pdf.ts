/** A drawing on a page of a PDF, in the drawing's own size. Text stays text: it can be selected, searched and read out. */
import { COLOURS } from '../../core/poster/colours';
import type { Drawing, Path, QrCode, TextBlock } from '../../core/poster/drawing';
import { POINT } from '../../core/poster/drawing';
import type { PdfFonts } from './pdf-fonts';
import { FEATURES_OF_FIGURES } from './pdf-fonts';

const BLACK = '#000000';

export function addDrawing(document: PDFKit.PDFDocument, fonts: PdfFonts, { width, height, shapes }: Drawing): void {
  document.addPage({ size: [points(width), points(height)], margin: 0 });
  for (const shape of shapes) {
    switch (shape.kind) {
      case 'rectangle':
        document.rect(points(shape.x), points(shape.y), points(shape.width), points(shape.height)).fill(COLOURS[shape.colour]);
        break;
      case 'path':
        fillPath(document, shape, COLOURS[shape.colour]);
        break;
      case 'qr':
        fillPath(document, asPath(shape), BLACK);
        break;
      case 'text':
        writeText(document, fonts, shape);
    }
  }
}

function points(millimetres: number): number {
  return millimetres / POINT;
}

function asPath({ x, y, size, qr }: QrCode): Omit<Path, 'colour'> {
  return { kind: 'path', x, y, scale: size / qr.size, path: qr.path };
}

function fillPath(document: PDFKit.PDFDocument, { x, y, scale, path }: Omit<Path, 'colour'>, colour: string): void {
  document.save().translate(points(x), points(y)).scale(points(scale)).path(path).fill(colour).restore();
}

function writeText(document: PDFKit.PDFDocument, fonts: PdfFonts, { lines, face, sizePt, colour, tracking }: TextBlock): void {
  const characterSpacing = tracking * sizePt;
  const features = face === 'figures' ? { features: FEATURES_OF_FIGURES } : {};
  document.fillColor(COLOURS[colour]).fontSize(sizePt);
  for (const line of lines) {
    let x = points(line.x);
    for (const { font, text } of fonts.split(line.text, face)) {
      document.font(font).text(text, x, points(line.y), { lineBreak: false, baseline: 'alphabetic', characterSpacing, ...features });
      x += document.widthOfString(text, features) + characterSpacing * [...text].length;
    }
  }
}
