/**
 * The fonts of a drawing as PDFKit has them, from the same packages that the pages take theirs from. Each is cut into files (Latin,
 * Vietnamese), and Be Vietnam Pro's digits come from Inter where figures are meant; as a browser does, a text is split into runs by
 * the first file that holds the character. What no file holds is drawn as the empty box of the first one.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Face } from '../../core/poster/drawing';
import { unpackWoff } from './unpack-woff';

export interface FontRun {
  /** Its name in the document. */
  readonly font: string;
  readonly text: string;
}

export interface PdfFonts {
  split(text: string, face: Face): readonly FontRun[];
}

/** Tabular figures, as the class `num` on the pages. Given for no other face: PDFKit remembers words only without features. */
export const FEATURES_OF_FIGURES: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum'];

interface FontFile {
  readonly name: string;
  readonly path: string;
  /** The only characters taken from it (`unicode-range` in src/app.css). */
  readonly only?: RegExp;
}

/** Of the Latin file; it holds an Ă too, which browsers take from the Vietnamese one. */
const LATIN = /[\0-\u00ff\u2000-\u206f\u20ac\u2122\u2190-\u2193\u2212]/;

const be = (weight: 400 | 600): readonly FontFile[] =>
  ['latin', 'vietnamese', 'latin-ext'].map((part) => ({
    name: `be-vietnam-pro-${part}-${weight}`,
    path: `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff`,
    ...(part === 'latin' && { only: LATIN })
  }));
const DIGITS: FontFile = { name: 'inter-latin-600', path: '@fontsource/inter/files/inter-latin-600-normal.woff', only: /[%+,\-.0-9–−]/ };
const FILES: Readonly<Record<Face, readonly FontFile[]>> = { regular: be(400), semibold: be(600), figures: [DIGITS, ...be(600)] };

/** PDFKit keeps the font in use in a field that its types do not name. */
interface Opened {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

let unpacked: ReadonlyMap<string, Buffer> | undefined;

/** By name; read once in a process. */
function unpackFonts(): ReadonlyMap<string, Buffer> {
  const { resolve } = createRequire(import.meta.url);
  return new Map(
    Object.values(FILES)
      .flat()
      .map(({ name, path }) => [name, unpackWoff(readFileSync(resolve(path)))])
  );
}

/** Registers them; only what is used of them is embedded. */
export function registerFonts(document: PDFKit.PDFDocument): PdfFonts {
  unpacked ??= unpackFonts();
  for (const [name, font] of unpacked) document.registerFont(name, font);

  const holders = new Map<string, string>();
  const holds = ({ name, only }: FontFile, character: string) =>
    (only?.test(character) ?? true) &&
    (document.font(name) as unknown as Opened)._font.font.hasGlyphForCodePoint(character.codePointAt(0)!);
  const holderOf = (character: string, face: Face): string => {
    const key = `${face} ${character}`;
    const known = holders.get(key);
    if (known !== undefined) return known;
    const holder = (FILES[face].find((file) => holds(file, character)) ?? FILES[face][0]!).name;
    holders.set(key, holder);
    return holder;
  };
  return {
    split(text, face) {
      const runs: { font: string; text: string }[] = [];
      for (const character of text) {
        const font = holderOf(character, face);
        const last = runs.at(-1);
        if (last?.font === font) last.text += character;
        else runs.push({ font, text: character });
      }
      return runs;
    }
  };
}
