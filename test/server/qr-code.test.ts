import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { counterLink, drawQr, qrPng, qrSvg } from '../../src/lib/server/qr-code';

const LINK = counterLink({ publicUrl: 'https://ykien.sonla.gov.vn', demo: false, port: 3000 }, 'K7M4PQX3');
const scan = (pixels: { data: Uint8ClampedArray; width: number; height: number }) => jsQR(pixels.data, pixels.width, pixels.height)?.data;

describe('the QR code of a counter', () => {
  test.each([120, 1024])('as a PNG of about %d pixels is read back to the link', async (pixels) => {
    const png = PNG.sync.read(await qrPng(LINK, pixels));
    expect(png.width).toBe(png.height);
    expect(Math.abs(png.width - pixels)).toBeLessThan(40);
    expect(scan({ data: new Uint8ClampedArray(png.data), width: png.width, height: png.height })).toBe(
      'https://ykien.sonla.gov.vn/q/K7M4PQX3'
    );
  });

  test('as a drawing is read back to the link, with four light modules on every side', () => {
    const { size, path } = drawQr(LINK);
    const { pixels, dark } = rasterise(size, path, 4);
    expect(scan(pixels)).toBe(LINK);
    const columns = dark.map(([x]) => x);
    const rows = dark.map(([, y]) => y);
    expect([Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)]).toEqual([4, size - 5, 4, size - 5]);
  });

  test('as an SVG file holds the drawing on white', () => {
    const svg = qrSvg(LINK);
    const { size, path } = drawQr(LINK);
    expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`);
    expect(svg).toContain(`<path d="M0 0h${size}v${size}h-${size}z" fill="#fff"/><path d="${path}"/>`);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/);
  });
});

describe('the link of a counter', () => {
  test('is made of PUBLIC_URL', () => {
    expect(LINK).toBe('https://ykien.sonla.gov.vn/q/K7M4PQX3');
  });

  test('without PUBLIC_URL is refused, but for the demonstration', () => {
    expect(() => counterLink({ publicUrl: undefined, demo: false, port: 3000 }, 'K7M4PQX3')).toThrow(
      expect.objectContaining({ code: 'public-url-missing' })
    );
    expect(counterLink({ publicUrl: undefined, demo: true, port: 4123 }, 'K7M4PQX3')).toBe('http://localhost:4123/q/K7M4PQX3');
  });
});

/** Draws the path's runs (`Mx yhw…`) as pixels, `scale` to a module. */
function rasterise(size: number, path: string, scale: number) {
  const dark = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, width]) =>
    Array.from({ length: Number(width) }, (_, at) => [Number(x) + at, Number(y)] as const)
  );
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [x, y] of dark)
    for (let row = y * scale; row < (y + 1) * scale; row++)
      for (let column = x * scale; column < (x + 1) * scale; column++)
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  return { pixels: { data, width, height: width }, dark };
}
