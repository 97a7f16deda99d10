/** The upper part of a letter: who sends it, the country's name, and the person's name and address within the window. */
import type { Shape } from '../poster/drawing';
import type { SetIn } from '../poster/poster-texts';
import type { SetText, Stack } from '../poster/set-text';
import { heightOf, placeStack, placeText } from '../poster/set-text';
import type { Letter, LetterWords } from './letter';
import type { LetterSizes } from './letter-sizes';
import { A4, WINDOW } from './letter-sizes';

const TOP = 11;
/** The head ends above the window. */
const HIGHEST = WINDOW.y - TOP - 3;
/** What moves inside an envelope: text keeps this far from the window's edges. */
const SLACK = 3;

export function headOf(words: LetterWords, sizes: LetterSizes, set: SetIn): readonly Shape[] {
  const left = { x: sizes.margin, width: 74 };
  const right = { x: A4.width - sizes.right - 88, width: 88 };
  for (let size = sizes.head; ; size *= 0.95) {
    const sender = [
      ...(words.superior === undefined ? [] : [set(words.superior, 'regular', size, left.width, { balanced: true })]),
      set(words.sender, 'semibold', size, left.width, { balanced: true })
    ];
    const country = [set(words.state, 'semibold', 0.9 * size, right.width), set(words.motto, 'semibold', size, right.width)];
    const height = Math.max(...[sender, country].map((texts) => texts.reduce((sum, one) => sum + one.height, 1)));
    if (height > HIGHEST) continue;
    return [...centredStack(sender, left.x + left.width / 2, 0.4), ...centredStack(country, right.x + right.width / 2, 1)];
  }
}

/** Lines above each other, centred, with a rule below: a part of the last line's width. */
function centredStack(texts: readonly SetText[], middle: number, rule: number): readonly Shape[] {
  let y = TOP;
  const shapes: Shape[] = texts.map((text) => {
    const block = placeText(text, middle, y, 'centre');
    y += text.height;
    return block;
  });
  const width = rule * (texts.at(-1)?.width ?? 0);
  return [...shapes, { kind: 'rectangle', x: middle - width / 2, y: y + 0.6, width, height: 0.25, colour: 'ink' }];
}

/** Inside the window whatever their length; beside it the serial number and the date. */
export function addressOf({ recipient }: Letter, words: LetterWords, set: SetIn): readonly Shape[] {
  const width = WINDOW.width - 2 * SLACK;
  const x = WINDOW.x + SLACK;
  const back = (size: number) => set(words.returnTo, 'regular', size, width, { colour: 'ink-soft', lineHeight: 1.25 });
  let returned = back(7);
  for (let size = 7; returned.height > 9; returned = back((size *= 0.94)));
  const top = WINDOW.y + SLACK + returned.height;
  const room = WINDOW.height - 2 * SLACK - returned.height - 3;
  const to = (size: number): Stack => [
    { set: set(recipient.name, 'semibold', size, width, { lineHeight: 1.3 }), above: 0 },
    ...(recipient.address === '' ? [] : [{ set: set(recipient.address, 'regular', size, width, { lineHeight: 1.3 }), above: 0.5 }])
  ];
  let stack = to(12);
  for (let size = 12; heightOf(stack) > room; stack = to((size *= 0.95)));
  const beside = [set(words.date, 'regular', 10, 80), set(words.serial, 'regular', 10, 80)];
  const right = A4.width - 18;
  return [
    placeText(returned, x, WINDOW.y + SLACK),
    { kind: 'rectangle', x, y: top + 0.6, width: returned.width, height: 0.15, colour: 'ink-soft' },
    ...placeStack(stack, x, top + 3),
    placeText(beside[0]!, right, WINDOW.y + SLACK, 'right'),
    placeText(beside[1]!, right, WINDOW.y + SLACK + beside[0]!.height + 1, 'right')
  ];
}
