/**
 * The QR code of a counter's link. Error correction M (15 % of the modules may be lost to scratches and glare) and the quiet
 * zone of four modules that ISO/IEC 18004 asks for; black on white, whatever the page looks like.
 */
import QRCode from 'qrcode';
import type { QrDrawing } from '../core/fieldwork/poster';
import { Problem } from '../core/problem';
import type { Config } from './config';

const CORRECTION = 'M';
const QUIET_ZONE = 4;

/** Where a counter's code leads: `PUBLIC_URL/q/CODE`, never the Host header. Throws `public-url-missing` outside the demonstration. */
export function counterLink(config: Pick<Config, 'publicUrl' | 'demo' | 'port'>, code: string): string {
  if (config.publicUrl === undefined && !config.demo) throw new Problem('public-url-missing');
  return `${config.publicUrl ?? `http://localhost:${config.port}`}/q/${code}`;
}

export function drawQr(text: string): QrDrawing {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: CORRECTION });
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x < modules.size && modules.get(y, x)) x++;
      runs.push(`M${from + QUIET_ZONE} ${y + QUIET_ZONE}h${x - from}v1h-${x - from}z`);
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE, path: runs.join('') };
}

/** A file of its own, for print shops. */
export function qrSvg(text: string): string {
  const { size, path } = drawQr(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 10}" height="${size * 10}" shape-rendering="crispEdges">` +
    `<path d="M0 0h${size}v${size}h-${size}z" fill="#fff"/><path d="${path}"/></svg>`
  );
}

/** About `pixels` wide and high. */
export async function qrPng(text: string, pixels: number): Promise<Buffer> {
  return QRCode.toBuffer(text, { errorCorrectionLevel: CORRECTION, margin: QUIET_ZONE, width: pixels });
}
