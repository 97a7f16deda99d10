/**
 * Breaks a text into lines no wider than they may be: between words, and inside a word only where the word alone is too wide.
 * A no-break space holds its words together as long as they fit on a line. Nothing is left out.
 */

/** In millimetres, at the size that is meant. */
type WidthOf = (text: string) => number;

const NO_BREAK_SPACE = '\u00a0';
/** A letter with the marks that stand on it. */
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;

/** Composed Unicode, one blank where there were several, without characters that draw nothing. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\S\u00a0]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
}

/** At least one line; `text` is `printable`. */
export function wrapText(text: string, width: number, widthOf: WidthOf): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { letters, continues } of text.split(' ').flatMap((word) => piecesOf(word, width, widthOf))) {
    if (line === '') line = letters;
    else if (continues || widthOf(`${line} ${letters}`) > width) {
      lines.push(line);
      line = letters;
    } else line = `${line} ${letters}`;
  }
  return [...lines, line];
}

/** As `wrapText`, with lines about equally long: as narrow as the same number of lines allows. */
export function wrapBalanced(text: string, width: number, widthOf: WidthOf): readonly string[] {
  let best = wrapText(text, width, widthOf);
  if (best.length === 1) return best;
  let [narrow, wide] = [width / 2, width];
  for (let halving = 0; halving < 6; halving++) {
    const middle = (narrow + wide) / 2;
    const lines = wrapText(text, middle, widthOf);
    if (lines.length > best.length || partsWords(lines, text)) narrow = middle;
    else [best, wide] = [lines, middle];
  }
  return best;
}

/** The beginning of the text that fits in at most so many lines, with `…` where something is left out. */
export function shorten(text: string, width: number, most: number, widthOf: WidthOf): readonly string[] {
  const lines = wrapText(text, width, widthOf);
  if (lines.length <= most) return lines;
  const letters =
    lines
      .slice(most - 1)
      .join(' ')
      .match(LETTERS) ?? [];
  let kept = letters.length;
  const last = () =>
    `${letters
      .slice(0, kept)
      .join('')
      .replace(/[\s,;:–-]+$/, '')}…`;
  while (kept > 0 && widthOf(last()) > width) kept--;
  return [...lines.slice(0, most - 1), last()];
}

interface Piece {
  readonly letters: string;
  /** The rest of a word that was parted: it begins the next line. */
  readonly continues: boolean;
}

function piecesOf(word: string, width: number, widthOf: WidthOf): readonly Piece[] {
  if (widthOf(word) <= width) return [{ letters: word, continues: false }];
  if (word.includes(NO_BREAK_SPACE)) return word.split(NO_BREAK_SPACE).flatMap((part) => piecesOf(part, width, widthOf));
  const pieces: Piece[] = [];
  let letters = '';
  for (const letter of word.match(LETTERS) ?? []) {
    if (letters !== '' && widthOf(letters + letter) > width) {
      pieces.push({ letters, continues: pieces.length > 0 });
      letters = '';
    }
    letters += letter;
  }
  return [...pieces, { letters, continues: pieces.length > 0 }];
}

/** A narrower line must not part a word that the wide one held. */
function partsWords(lines: readonly string[], text: string): boolean {
  return lines.join(' ') !== text;
}
