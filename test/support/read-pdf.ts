/** As much of a PDF as the tests look at: pages, their sizes and texts, fonts, and what the document says of itself. */
import { inflateSync } from 'node:zlib';

export interface PdfPage {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** What stands on one line, in the order in which it was written. */
  readonly lines: readonly string[];
}

export interface PdfFile {
  readonly pages: readonly PdfPage[];
  /** Names of the embedded fonts. */
  readonly fonts: readonly string[];
  readonly title: string;
  readonly author: string;
}

export function readPdf(bytes: Uint8Array): PdfFile {
  const text = unpacked(Buffer.from(bytes).toString('latin1'));
  if (!text.startsWith('%PDF-') || !text.trimEnd().endsWith('%%EOF')) throw new Error('not a whole PDF');
  const objects = new Map([...text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, id, body]) => [id!, body!]));
  const refer = (body: string, key: string) => objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(body)![1]!)!;
  const all = [...objects.values()];

  const glyphs = new Map<string, ReadonlyMap<string, string>>();
  const textOf = (font: string, resources: string, hex: string): string => {
    const id = new RegExp(`/${font} (\\d+) 0 R`).exec(resources)![1]!;
    if (!glyphs.has(id)) glyphs.set(id, readCharacters(refer(objects.get(id)!, 'ToUnicode')));
    return hex.replace(/..../g, (glyph) => glyphs.get(id)!.get(glyph) ?? '\ufffd');
  };

  const root = objects.get(/\/Root (\d+) 0 R/.exec(text)![1]!)!;
  const kids = [...refer(root, 'Pages').matchAll(/(\d+) 0 R/g)].map(([, id]) => objects.get(id!)!);
  const pages = kids.map((page) => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page)!.map(Number) as [number, number, number];
    const resources = refer(page, 'Resources');
    const lines: { y: string; text: string }[] = [];
    for (const [, y, font, strings] of refer(page, 'Contents').matchAll(
      /^1 0 0 1 \S+ (\S+) Tm\n\/(\S+) \S+ Tf\n(?:\S+ T[cw]\n)*\[(.*)\] TJ$/gm
    )) {
      const run = [...strings!.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => textOf(font!, resources, hex!)).join('');
      const last = lines.at(-1);
      if (last !== undefined && last.y === y) last.text += run;
      else lines.push({ y: y!, text: run });
    }
    return { width, height, lines: lines.map((line) => line.text) };
  });

  const about = objects.get(/\/Info (\d+) 0 R/.exec(text)![1]!)!;
  return {
    pages,
    fonts: all.flatMap((body) => /\/Type \/FontDescriptor\n\/FontName \/\w+\+(\S+)/.exec(body)?.[1] ?? []),
    title: readString(refer(about, 'Title')),
    author: readString(refer(about, 'Author'))
  };
}

/** With its streams as they were before they were compressed. */
function unpacked(text: string): string {
  return text.replace(
    /(\/Filter \/FlateDecode[^>]*>>\nstream\n)([\s\S]*?)\nendstream/g,
    (_, head: string, packed: string) => `${head}${inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')}\nendstream`
  );
}

function readCharacters(map: string): ReadonlyMap<string, string> {
  return new Map(
    [...map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*)\]/g)].flatMap(([, from, list]) =>
      [...list!.matchAll(/<([0-9a-f ]+)>/g)].map(([, codes], i) => [
        (parseInt(from!, 16) + i).toString(16).padStart(4, '0'),
        String.fromCharCode(
          ...codes!
            .replaceAll(' ', '')
            .match(/..../g)!
            .map((code) => parseInt(code, 16))
        )
      ])
    )
  );
}

/** PDFKit writes what is not Latin as UTF-16 with its mark, and escapes brackets and backslashes. */
function readString(object: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const raw = object.slice(1, -1).replace(/\\([\s\S])/g, (_, one: string) => escapes[one] ?? one);
  const bytes = Buffer.from(raw, 'latin1');
  return bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1');
}
