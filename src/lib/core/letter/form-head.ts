/** The head of a form's pages, and what stands before the first question. */
import type { Shape } from '../poster/drawing';
import type { Part } from '../poster/flow-pages';
import { banFlower } from '../poster/marks';
import type { SetIn } from '../poster/poster-texts';
import type { Stack } from '../poster/set-text';
import { heightOf, placeStack, placeText } from '../poster/set-text';
import { FORM_TYPE, FORM_WIDTH, PAGE } from './form-frame';
import type { PaperFormWords } from './paper-form';

const FLOWER = 9;
/** Left of the serial number and the QR code. */
const HEAD_WIDTH = 112;
/** Above the line at its foot. */
const HEAD_ROOM = PAGE.headHeight - 2;

/** Who asks; on later pages also what it is. */
export function pageHeadOf(words: PaperFormWords, set: SetIn, isFirst: boolean): readonly Shape[] {
  const x = PAGE.margin + FLOWER + 2.5;
  const width = HEAD_WIDTH - FLOWER - 2.5;
  const texts = (part: number): Stack => [
    { set: set(words.sender, 'semibold', FORM_TYPE.item * part, width, { lineHeight: 1.25 }), above: 0 },
    ...(isFirst ? [] : [{ set: set(words.subject, 'regular', FORM_TYPE.small * part, width, { colour: 'ink-soft' as const }), above: 0.5 }])
  ];
  let stack = texts(1);
  for (let part = 1; heightOf(stack) > HEAD_ROOM; stack = texts((part *= 0.94)));
  const middle = PAGE.headTop + HEAD_ROOM / 2;
  return [
    banFlower(PAGE.margin, middle - FLOWER / 2, FLOWER, 'accent'),
    ...placeStack(stack, x, middle - heightOf(stack) / 2),
    { kind: 'rectangle', x: PAGE.margin, y: PAGE.headTop + PAGE.headHeight, width: FORM_WIDTH, height: 0.3, colour: 'accent' }
  ];
}

export function leadOf(words: PaperFormWords, set: SetIn): Part {
  const padding = 3.5;
  const titles = [
    set(words.title, 'semibold', 15, FORM_WIDTH, { colour: 'accent', lineHeight: 1.25 }),
    set(words.subject, 'semibold', 11, FORM_WIDTH, { balanced: true, lineHeight: 1.3 }),
    ...(words.plan === undefined ? [] : [set(words.plan, 'regular', FORM_TYPE.small, FORM_WIDTH, { colour: 'ink-soft' })])
  ];
  const inner = FORM_WIDTH - 2 * padding;
  const said = { lineHeight: 1.3 };
  const box: Stack = [
    { set: set(words.lead.join(' '), 'regular', 9.5, inner, said), above: 0 },
    { set: set(words.howTo, 'regular', 9.5, inner, said), above: 1.2 },
    { set: set(words.notForYou, 'semibold', 9.5, inner, said), above: 1.2 }
  ];
  const titleHeight = titles.reduce((sum, title) => sum + title.height, 0);
  const boxHeight = heightOf(box) + 2 * padding;
  return {
    height: titleHeight + 2 + boxHeight + 1,
    draw: (y) => {
      let top = y;
      const heading = titles.map((title) => placeText(title, PAGE.width / 2, (top += title.height) - title.height, 'centre'));
      return [
        ...heading,
        { kind: 'rectangle', x: PAGE.margin, y: top + 2, width: FORM_WIDTH, height: boxHeight, colour: 'accent-tint' },
        ...placeStack(box, PAGE.margin + padding, top + 2 + padding)
      ];
    }
  };
}
