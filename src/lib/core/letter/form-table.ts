/** Rated items as a table: number, what is rated, a box for each level from the most favourable down, and one for "does not apply". */
import type { Language, LevelItem, Scale } from '../questionnaire/questionnaire';
import { textIn } from '../questionnaire/questionnaire';
import type { Rectangle, Shape } from '../poster/drawing';
import type { Part } from '../poster/flow-pages';
import type { SetText } from '../poster/set-text';
import { placeText } from '../poster/set-text';
import type { SetIn } from '../poster/poster-texts';
import type { FormPart } from './flow-form';
import { BOX, box, FORM_TYPE, FORM_WIDTH, PAGE } from './form-frame';
import type { PaperFormWords } from './paper-form';

const NUMBER = 8;
/** All columns of boxes together take at most this much. */
const MOST_BOXES = 100;
const WIDEST_BOX = 14.5;
/** Points. */
const SMALLEST_LABEL = 5;
const PADDING = 1.5;
const LINE = 0.2;

interface Table {
  readonly columns: number;
  readonly columnWidth: number;
  readonly textWidth: number;
  readonly head: Part;
}

/** Items of one scale that follow each other; `numbers`: as they are printed. Their table head repeats on every page. */
export function tableOf(
  items: readonly LevelItem[],
  scale: Scale,
  numbers: ReadonlyMap<string, number>,
  words: PaperFormWords,
  set: SetIn
): readonly FormPart[] {
  const table = measureTable(scale, words, set);
  return items.map((item) => ({ ...rowOf(item, numbers.get(item.code) ?? 0, table, words.language, set), head: table.head }));
}

function measureTable(scale: Scale, words: PaperFormWords, set: SetIn): Table {
  const levels = [...scale.levels].reverse();
  const columns = levels.length + 1;
  const columnWidth = Math.min(WIDEST_BOX, MOST_BOXES / columns);
  const textWidth = FORM_WIDTH - NUMBER - columns * columnWidth;
  const top = (text: string) => set(text, 'semibold', FORM_TYPE.item, columnWidth, { lineHeight: 1.25 });
  const labels = levels.map(({ label }) => textIn(label, words.language));
  const labelSize = wholeWords(labels, columnWidth - 1, set);
  const below = (text: string) => set(text, 'regular', labelSize, columnWidth - 1, { balanced: true, lineHeight: 1.25 });
  // A scale with hardly any level needs no numbers: its words say all.
  const numbered = levels.length > 2;
  const cells: readonly (readonly SetText[])[] = [
    ...levels.map(({ level }, i) => [...(numbered ? [top(String(level))] : []), below(labels[i]!)]),
    [top(words.columns.notApplicable)]
  ];
  const titles = [words.columns.number, words.columns.content].map((text) => set(text, 'semibold', FORM_TYPE.small, textWidth));
  const height = Math.max(...cells.map((texts) => texts.reduce((sum, text) => sum + text.height, 0))) + 2 * PADDING;
  const head: Part = {
    height,
    draw: (y) => [
      { kind: 'rectangle', x: PAGE.margin, y, width: FORM_WIDTH, height, colour: 'accent-tint' },
      placeText(titles[0]!, PAGE.margin + NUMBER / 2, y + height - PADDING - titles[0]!.height, 'centre'),
      placeText(titles[1]!, PAGE.margin + NUMBER, y + height - PADDING - titles[1]!.height),
      ...cells.flatMap((texts, i) => stackedAt(texts, middleOf(i, textWidth, columnWidth), y + PADDING)),
      rule(y + height)
    ]
  };
  return { columns, columnWidth, textWidth, head };
}

/** The size at which no word of the labels is broken; it ends somewhere, for a word may be as long as it likes. */
function wholeWords(labels: readonly string[], width: number, set: SetIn): number {
  const words = labels.flatMap((label) => label.split(/\s+/));
  let size: number = FORM_TYPE.label;
  while (size > SMALLEST_LABEL && words.some((word) => set(word, 'regular', size, width).lines.length > 1)) size *= 0.97;
  return size;
}

function rowOf(item: LevelItem, number: number, { columns, columnWidth, textWidth }: Table, language: Language, set: SetIn): Part {
  const count = set(String(number), 'regular', FORM_TYPE.item, NUMBER, { lineHeight: 1.25 });
  const text = set(textIn(item.text, language), 'regular', FORM_TYPE.item, textWidth - 3, { lineHeight: 1.25 });
  const height = Math.max(text.height, BOX + 1) + 2 * PADDING;
  return {
    height,
    draw: (y) => {
      const boxY = y + (height - BOX) / 2;
      const boxes = Array.from({ length: columns }, (_, i): Shape => {
        const middle = middleOf(i, textWidth, columnWidth);
        const isMissing = i === columns - 1 && !item.notApplicable;
        return isMissing
          ? {
              kind: 'rectangle',
              x: middle - columnWidth / 2 + 0.5,
              y: y + 0.4,
              width: columnWidth - 1,
              height: height - 0.8,
              colour: 'line'
            }
          : box(middle - BOX / 2, boxY);
      });
      return [
        placeText(count, PAGE.margin + NUMBER / 2, y + PADDING, 'centre'),
        placeText(text, PAGE.margin + NUMBER, y + (height - text.height) / 2),
        ...boxes,
        rule(y + height)
      ];
    }
  };
}

function middleOf(column: number, textWidth: number, columnWidth: number): number {
  return PAGE.margin + NUMBER + textWidth + (column + 0.5) * columnWidth;
}

function stackedAt(texts: readonly SetText[], middle: number, y: number): readonly Shape[] {
  let top = y;
  return texts.map((text) => placeText(text, middle, (top += text.height) - text.height, 'centre'));
}

function rule(y: number): Rectangle {
  return { kind: 'rectangle', x: PAGE.margin, y, width: FORM_WIDTH, height: LINE, colour: 'ink-soft' };
}
