/** The parts of a delivery slip, from its head to its foot: type in points and lengths in millimetres as on A5, times the scale. */
import type { Poster } from '../fieldwork/poster';
import type { Shape } from './drawing';
import type { Part } from './flow-pages';
import { banFlower } from './marks';
import type { SetText, Stack, TextStyle } from './set-text';
import { heightOf, placeStack, placeText } from './set-text';
import type { SlipWords } from './slip';

export const SLIP_TEXT: TextStyle = { face: 'regular', sizePt: 10, colour: 'ink', language: 'vi', lineHeight: 1.35 };

export interface SlipFrame {
  readonly scale: number;
  readonly margin: number;
  /** Between the margins. */
  readonly width: number;
  /** The most that one name may take. */
  readonly highest: number;
  /** In `SLIP_TEXT` but for `style`, and smaller where it would stand higher than `highest`. */
  readonly set: (text: string, style: Partial<TextStyle>, width: number, highest?: number) => SetText;
}

export function headOf({ scale, margin, width, highest, set }: SlipFrame, words: SlipWords, { provinceName, agencyName }: Poster): Part {
  const flower = 9 * scale;
  const nameX = margin + flower + 3 * scale;
  const nameWidth = width - flower - 3 * scale;
  const name: Stack = [
    ...(provinceName ? [{ set: set(provinceName.vi, { sizePt: 9, colour: 'ink-soft' }, nameWidth, highest / 4), above: 0 }] : []),
    { set: set(agencyName.vi, { face: 'semibold', sizePt: 11 }, nameWidth, highest), above: 0 }
  ];
  const title: Stack = [
    { set: set(words.title, { face: 'semibold', sizePt: 18, colour: 'accent', lineHeight: 1.2 }, width), above: 0 },
    { set: set(words.count, { sizePt: 11 }, width), above: 0.5 * scale }
  ];
  const nameHeight = Math.max(flower, heightOf(name));
  return {
    height: nameHeight + 5 * scale + heightOf(title) + 5 * scale,
    draw: (y) => [
      banFlower(margin, y + (nameHeight - flower) / 2, flower, 'accent'),
      ...placeStack(name, nameX, y + (nameHeight - heightOf(name)) / 2),
      ...placeStack(title, margin, y + nameHeight + 5 * scale)
    ]
  };
}

const NUMBER_WIDTH = 12;
const CODE_WIDTH = 30;

export function rowOf(frame: SlipFrame, number: number, { counterName, printedCode }: Poster): Part {
  return tableRow(frame, [
    frame.set(String(number), { colour: 'ink-soft' }, NUMBER_WIDTH * frame.scale),
    frame.set(counterName, {}, frame.width - (NUMBER_WIDTH + CODE_WIDTH) * frame.scale, frame.highest),
    frame.set(printedCode, { face: 'figures' }, CODE_WIDTH * frame.scale)
  ]);
}

export function columnsOf(frame: SlipFrame, { columns }: SlipWords): Part {
  const style = { sizePt: 8.5, colour: 'ink-soft' } as const;
  return tableRow(frame, [
    frame.set(columns.number, style, NUMBER_WIDTH * frame.scale),
    frame.set(columns.counter, style, frame.width),
    frame.set(columns.code, style, CODE_WIDTH * frame.scale)
  ]);
}

function tableRow({ scale, margin, width }: SlipFrame, [number, counter, code]: readonly [SetText, SetText, SetText]): Part {
  const height = counter.height + 2.4 * scale;
  return {
    height,
    draw: (y) => [
      placeText(number, margin, y + 1.2 * scale),
      placeText(counter, margin + NUMBER_WIDTH * scale, y + 1.2 * scale),
      placeText(code, margin + width, y + 1.2 * scale, 'right'),
      { kind: 'rectangle', x: margin, y: y + height, width, height: 0.2 * scale, colour: 'line' }
    ]
  };
}

export function signaturesOf({ scale, margin, width, set }: SlipFrame, words: SlipWords): Part {
  const half = width / 2;
  const date = set(words.date, {}, width);
  const of = (who: string): Stack => [
    { set: set(who, { face: 'semibold' }, half), above: 0 },
    { set: set(words.sign, { sizePt: 9, colour: 'ink-soft' }, half), above: 0 }
  ];
  const [giver, receiver] = [of(words.giver), of(words.receiver)];
  const centred = (stack: Stack, x: number, y: number) => {
    let top = y;
    return stack.map(({ set: one }) => placeText(one, x, (top += one.height) - one.height, 'centre'));
  };
  return {
    height: 6 * scale + date.height + 2 * scale + heightOf(giver) + 22 * scale,
    draw: (y) => [
      placeText(date, margin + width, y + 6 * scale, 'right'),
      ...centred(giver, margin + half / 2, y + 8 * scale + date.height),
      ...centred(receiver, margin + half + half / 2, y + 8 * scale + date.height)
    ]
  };
}

export function cardOf({ scale, margin, width, set }: SlipFrame, { mustNot, may }: SlipWords): Part {
  const padding = 4 * scale;
  const bar = 1.1 * scale;
  const inner = width - bar - 2 * padding;
  const rulesOf = ({ title, rules }: SlipWords['mustNot'], above: number): Stack => [
    { set: set(title, { face: 'semibold', sizePt: 11 }, inner), above },
    ...rules.map((rule) => ({ set: set(`– ${rule}`, { sizePt: 9.5, lineHeight: 1.3 }, inner), above: 0.5 * scale }))
  ];
  const stack: Stack = [...rulesOf(mustNot, 0), ...rulesOf(may, 2.5 * scale)];
  const height = heightOf(stack) + 2 * padding;
  return {
    height,
    draw: (y) => [
      { kind: 'rectangle', x: margin, y, width, height, colour: 'accent-tint' },
      { kind: 'rectangle', x: margin, y, width: bar, height, colour: 'accent' },
      ...placeStack(stack, margin + bar + padding, y + padding)
    ]
  };
}

export function footOf({ margin, width, set }: SlipFrame, words: SlipWords, y: number, page: number, pages: number): readonly Shape[] {
  const soft = { sizePt: 8, colour: 'ink-soft' } as const;
  return [
    placeText(set(words.printedOn, soft, width / 2), margin, y),
    placeText(set(words.page(page, pages), soft, width / 2), margin + width, y, 'right')
  ];
}
