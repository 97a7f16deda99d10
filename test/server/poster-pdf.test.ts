import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Poster } from '../../src/lib/core/fieldwork/poster';
import { POINT } from '../../src/lib/core/poster/drawing';
import type { PosterFormat } from '../../src/lib/core/poster/formats';
import { PAPERS, POSTER_FORMATS } from '../../src/lib/core/poster/formats';
import { layoutPoster } from '../../src/lib/core/poster/layout-poster';
import { posterWords } from '../../src/lib/i18n/poster-words';
import { openMeasure } from '../../src/lib/server/export/measure-text';
import type { PrintOptions } from '../../src/lib/server/export/poster-pdf';
import { writePosterPdf } from '../../src/lib/server/export/poster-pdf';
import type { Posters } from '../../src/lib/server/export/poster-sheets';
import { drawQr } from '../../src/lib/server/qr-code';
import { LONG_AGENCY, LONG_COUNTER, POSTER, textsOf } from '../support/poster-samples';
import { readPdf } from '../support/read-pdf';

const createdAt = new Date('2026-11-22T02:00:00Z');
const qr = drawQr('https://ykien.sonla.gov.vn/q/K7M4PQX3');

async function print(posters: Posters, format: PosterFormat, options: Partial<PrintOptions> = {}) {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writePosterPdf(posters, format, out, { createdAt, compress: false, ...options })]);
  return readPdf(bytes);
}

const at = (agencyCode: string, ...counterNames: string[]): Poster[] =>
  counterNames.map((counterName) => ({ ...POSTER, qr, agencyCode, agencyName: { vi: `Xã ${agencyCode}` }, counterName }));
const countOf = (lines: readonly string[], text: string) => lines.filter((line) => line === text).length;

describe('posters as PDF', () => {
  test.each(POSTER_FORMATS)(
    '%s: a page of the right size, with every line that the page of the platform shows, in composed Unicode',
    async (format) => {
      for (const names of [{}, { agencyName: { vi: LONG_AGENCY }, counterName: LONG_COUNTER }]) {
        const poster = { ...POSTER, qr, ...names };
        const { pages } = await print([poster], format);
        expect(pages).toHaveLength(1);
        const [page] = pages;
        expect([page!.width * POINT, page!.height * POINT].map((length) => Math.round(length * 100) / 100)).toEqual([
          PAPERS[format].width,
          PAPERS[format].height
        ]);
        const drawing = layoutPoster(poster, posterWords(poster), format, openMeasure());
        const lines = textsOf(drawing).flatMap((block) => block.lines.map((line) => line.text));
        // Lines of two blocks can stand at one height.
        expect(page!.lines.join('')).toBe(lines.join(''));
        expect(page!.lines.join('')).toBe(page!.lines.join('').normalize('NFC'));
      }
    }
  );

  test('embeds each font file once, however many pages there are, and names no person', async () => {
    const { fonts, title, author, pages } = await print(at('A', 'Quầy 1', 'Quầy 2', 'Quầy 3, Đất đai'), 'a6');
    expect(pages).toHaveLength(3);
    expect([...fonts].sort()).toEqual([
      'BeVietnamPro-Regular',
      'BeVietnamPro-Regular',
      'BeVietnamPro-SemiBold',
      'BeVietnamPro-SemiBold',
      'Inter-SemiBold'
    ]);
    expect([title, author]).toEqual(['Thẻ để bàn A6: mã QR lấy ý kiến tại quầy', 'Ý kiến người dân']);
  });

  test('stickers fill sheets across counters, as many for each as are asked for', async () => {
    const counters = Array.from({ length: 9 }, (_, i) => `Quầy ${i + 1}`);
    const rows = await print(at('A', ...counters), 'stickers');
    expect(rows.pages.map(({ lines }) => lines.join('\n').match(/K7M4-PQX3/g)!.length)).toEqual([24, 3]);
    const fives = await print([...at('A', 'Quầy 1'), ...at('B', ...counters)], 'stickers', { stickersEach: 5 });
    expect(fives.pages.map(({ lines }) => lines.join('\n').match(/K7M4-PQX3/g)!.length)).toEqual([24, 24, 2]);
  });

  test('with slips each agency has its own before its posters, with their number, names and codes', async () => {
    const posters = [...at('A', 'Quầy 1', 'Quầy 2'), ...at('B', 'Quầy 7')];
    const { pages } = await print(posters, 'a4', { slips: true });
    expect(pages.map(({ lines }) => countOf(lines, 'Phiếu giao tờ dán'))).toEqual([1, 0, 0, 1, 0]);
    const [first, , , second] = pages;
    for (const line of ['Xã A', 'Tờ dán A4: 2 bản', '1Quầy 1K7M4-PQX3', '2Quầy 2K7M4-PQX3', 'Cán bộ không được'])
      expect(first!.lines).toContain(line);
    expect(second!.lines).toContain('Tờ dán A4: 1 bản');
  });

  test('with slips no two agencies share a sheet of stickers', async () => {
    const { pages } = await print([...at('A', 'Quầy 1', 'Quầy 2'), ...at('B', 'Quầy 7')], 'stickers', { slips: true });
    expect(pages.map(({ lines }) => countOf(lines, 'Phiếu giao tờ dán'))).toEqual([1, 0, 1, 0]);
    expect(pages[0]!.lines).toContain('Tem dán: 6 tem cho 2 quầy');
  });

  test('a thousand come out as they are made, in little memory', async () => {
    let bytes = 0;
    const out = new Writable({
      highWaterMark: 16_384,
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        setImmediate(done);
      }
    });
    let made = 0;
    let mostAhead = 0;
    async function* many(): AsyncGenerator<Poster> {
      for (let i = 0; i < 1_000; i++) {
        made++;
        // What is made but has not reached `out`, which is slow.
        mostAhead = Math.max(mostAhead, out.writableLength);
        yield { ...POSTER, qr, counterName: `Quầy ${i}` };
      }
    }
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const pages = await writePosterPdf(many(), 'a5', out, { createdAt });
    const megabytes = (count: number) => (count / 1024 ** 2).toFixed(1);
    console.log(
      `1,000 posters: ${((performance.now() - started) / 1000).toFixed(1)} s, ${megabytes(bytes)} MB, ` +
        `${megabytes(process.memoryUsage().rss - before)} MB more memory, at most ${megabytes(mostAhead)} MB waiting`
    );
    expect([pages, made]).toEqual([1_000, 1_000]);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(mostAhead).toBeLessThan(100_000);
  }, 120_000);

  test('stops making pages once nobody takes them any more', async () => {
    const out = new PassThrough();
    let made = 0;
    async function* endless(): AsyncGenerator<Poster> {
      for (;;) {
        made++;
        yield { ...POSTER, qr };
      }
    }
    const writing = writePosterPdf(endless(), 'a5', out, { createdAt });
    await setTimeout(300);
    out.destroy();
    await expect(writing).rejects.toThrow('closed before the last page');
    const then = made;
    await setTimeout(100);
    expect(made).toBe(then);
  });

  test('passes on why a poster could not be had, and refuses a file without a page', async () => {
    async function* failing(): AsyncGenerator<Poster> {
      yield { ...POSTER, qr };
      throw new Error('no more');
    }
    await expect(writePosterPdf(failing(), 'a5', new PassThrough(), { createdAt })).rejects.toThrow('no more');
    await expect(writePosterPdf([], 'a5', new PassThrough(), { createdAt })).rejects.toThrow(RangeError);
  });
});
