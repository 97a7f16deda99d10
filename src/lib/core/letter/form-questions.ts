/** Questions with options to tick, and the open comment with lines to write on. */
import type { Item, Language, Questionnaire } from '../questionnaire/questionnaire';
import { showingWords } from '../questionnaire/condition-words';
import { itemsOf, textIn } from '../questionnaire/questionnaire';
import type { Shape } from '../poster/drawing';
import type { Part } from '../poster/flow-pages';
import type { SetIn } from '../poster/poster-texts';
import type { SetText, Stack } from '../poster/set-text';
import { heightOf, placeStack, placeText } from '../poster/set-text';
import { BOX, box, FORM_TYPE, FORM_WIDTH, PAGE } from './form-frame';
import type { PaperFormWords } from './paper-form';

type OptionItem = Exclude<Item, { kind: 'level' }>;

const NUMBER = 8;
const AFTER_BOX = 1.8;
const BETWEEN = 6;
const ROW_GAP = 1.2;
const WRITING_LINE = 8.5;

export function questionOf(
  item: OptionItem,
  number: number,
  { several, language }: Pick<PaperFormWords, 'several' | 'language'>,
  questionnaire: Questionnaire,
  set: SetIn
): Part {
  const width = FORM_WIDTH - NUMBER;
  const count = set(String(number), 'regular', FORM_TYPE.item, NUMBER, { lineHeight: 1.25 });
  const question = textIn(item.text, language);
  const asked = item.kind === 'choices' ? `${question} (${several})` : question;
  const condition = conditionOf(item, questionnaire, language);
  const texts: Stack = [
    ...(condition === undefined ? [] : [{ set: set(condition, 'semibold', FORM_TYPE.small, width, { colour: 'ink-soft' }), above: 0 }]),
    { set: set(asked, 'regular', FORM_TYPE.item, width, { lineHeight: 1.25 }), above: 0 }
  ];
  const labels = item.options.map(({ label }) =>
    set(textIn(label, language), 'regular', FORM_TYPE.item, width - BOX - AFTER_BOX, { lineHeight: 1.25 })
  );
  const options = arrange(labels, width);
  const textHeight = heightOf(texts);
  return {
    height: textHeight + 1 + options.height + 2.6,
    draw: (y) => [
      placeText(count, PAGE.margin + NUMBER / 2, y + textHeight - texts.at(-1)!.set.height, 'centre'),
      ...placeStack(texts, PAGE.margin + NUMBER, y),
      ...options.draw(y + textHeight + 1)
    ]
  };
}

/** As on the page for browsers that hide nothing. */
function conditionOf(item: OptionItem, questionnaire: Questionnaire, language: Language): string | undefined {
  if (item.conditionHint) return textIn(item.conditionHint, language);
  if (!item.showWhen?.length) return undefined;
  return textIn(showingWords(item.showWhen, { items: itemsOf(questionnaire), scales: questionnaire.scales }), language);
}

/** Boxes with their labels, one after the other in rows. */
function arrange(labels: readonly SetText[], width: number): Part {
  const rows: { readonly at: number; readonly label: SetText }[][] = [];
  let x = Infinity;
  for (const label of labels) {
    const needed = BOX + AFTER_BOX + label.width;
    if (x + needed > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ at: x, label });
    x += needed + BETWEEN;
  }
  const heights = rows.map((row) => Math.max(BOX, ...row.map(({ label }) => label.height)));
  const height = heights.reduce((sum, one) => sum + one + ROW_GAP, -ROW_GAP);
  return {
    height,
    draw: (y) => {
      let top = y;
      return rows.flatMap((row, i): readonly Shape[] => {
        const shapes = row.flatMap(({ at, label }): readonly Shape[] => {
          const left = PAGE.margin + NUMBER + at;
          const firstLine = label.height / label.lines.length;
          return [box(left, top + (firstLine - BOX) / 2), placeText(label, left + BOX + AFTER_BOX, top)];
        });
        top += heights[i]! + ROW_GAP;
        return shapes;
      });
    }
  };
}

/** `lines`: how many to write on. */
export function commentOf(comment: NonNullable<Questionnaire['comment']>, lines: number, language: Language, set: SetIn): Part {
  const texts: Stack = [
    { set: set(textIn(comment.text, language), 'regular', FORM_TYPE.item, FORM_WIDTH, { lineHeight: 1.25 }), above: 0 },
    { set: set(textIn(comment.hint, language), 'semibold', FORM_TYPE.small, FORM_WIDTH, { colour: 'ink-soft' }), above: 0.6 }
  ];
  const height = heightOf(texts);
  return {
    height: height + lines * WRITING_LINE + 2,
    draw: (y) => [
      ...placeStack(texts, PAGE.margin, y),
      ...Array.from({ length: lines }, (_, i): Shape => {
        const lineY = y + height + (i + 1) * WRITING_LINE;
        return { kind: 'rectangle', x: PAGE.margin, y: lineY, width: FORM_WIDTH, height: 0.2, colour: 'ink-soft' };
      })
    ]
  };
}
