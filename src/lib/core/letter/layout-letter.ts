/**
 * A personal letter on one A4 page: head, name and address in the envelope's window, why the person was chosen, how to answer beside
 * the QR code, what becomes of the answer, whom to ask, the signature. Long texts are printed smaller until they fit; nothing is cut
 * off. It refuses nothing.
 */
import type { Drawing, Measure, Shape } from '../poster/drawing';
import type { SetIn } from '../poster/poster-texts';
import { settingIn } from '../poster/poster-texts';
import type { SetText, Stack } from '../poster/set-text';
import { heightOf, placeStack, placeText } from '../poster/set-text';
import type { Letter, LetterWords } from './letter';
import { addressOf, headOf } from './letter-head';
import type { LetterSizes } from './letter-sizes';
import { A4, FOLDS, letterSizes } from './letter-sizes';

/** Below the window. */
const BODY_TOP = 97;
const BODY_BOTTOM = 284;
/** For the pen, and a stamp over it. */
const SIGNATURE = 24;
const MOST_STEPS = 60;

export function layoutLetter(letter: Letter, words: LetterWords, measure: Measure): Drawing {
  const set = settingIn(measure);
  for (let step = 0; ; step++) {
    const sizes = letterSizes(step);
    const body = bodyOf(letter, words, sizes, set);
    if (body.bottom > BODY_BOTTOM && step < MOST_STEPS) continue;
    return {
      ...A4,
      shapes: [...headOf(words, sizes, set), ...addressOf(letter, words, set), ...body.shapes, ...edgeOf(words, sizes, set)]
    };
  }
}

function bodyOf(letter: Letter, words: LetterWords, sizes: LetterSizes, set: SetIn) {
  const { margin, gap } = sizes;
  const width = A4.width - margin - sizes.right;
  const text = (sentence: string, face: 'regular' | 'semibold' = 'regular', within = width) =>
    set(sentence, face, sizes.body, within, { lineHeight: 1.4 });
  let y = BODY_TOP;
  const shapes: Shape[] = [];
  const centred = (one: SetText) => {
    shapes.push(placeText(one, margin + width / 2, y, 'centre'));
    y += one.height;
  };
  const paragraph = (one: SetText, above: number) => {
    y += above;
    shapes.push(placeText(one, margin, y));
    y += one.height;
  };
  centred(set(words.title, 'semibold', sizes.title, width, { colour: 'accent', lineHeight: 1.25 }));
  centred(set(words.subject, 'semibold', sizes.body, width, { balanced: true }));
  paragraph(text(words.salutation, 'semibold'), 1.6 * gap);
  paragraph(text(words.invitation), gap);
  const ways = waysOf(letter, words, sizes, y + 1.4 * gap, set);
  shapes.push(...ways.shapes);
  y = ways.bottom + 0.4 * gap;
  for (const sentence of words.paragraphs) paragraph(text(sentence), gap);
  paragraph(text(words.thanks), gap);
  const signature = signatureOf(words, sizes, y + gap, set);
  return { shapes: [...shapes, ...signature.shapes], bottom: signature.bottom };
}

/** How to answer, in a tinted box with the QR code at its right. */
function waysOf(letter: Letter, words: LetterWords, sizes: LetterSizes, top: number, set: SetIn) {
  const { margin, qr } = sizes;
  const width = A4.width - margin - sizes.right;
  const padding = 4;
  const column = width - qr - 3 * padding;
  const labels = words.ways.map(({ label }) => set(label, 'semibold', sizes.body, column));
  const indent = Math.max(...labels.map((label) => label.width)) + 2;
  const texts: Stack = words.ways.map(({ text }) => ({
    set: set(text, 'regular', sizes.body, column - indent, { lineHeight: 1.4 }),
    above: 0.7 * sizes.gap
  }));
  const deadline = words.deadline === undefined ? undefined : set(words.deadline, 'semibold', sizes.body, column);
  const left = heightOf(texts) + (deadline ? sizes.gap + deadline.height : 0);
  const code = onOneLine(letter.printedCode, sizes.code, qr, set);
  const serial = set(words.serial, 'regular', sizes.small, qr, { colour: 'ink-soft' });
  const right = qr + code.height + serial.height + 1;
  const height = Math.max(left, right) + 2 * padding;
  const middle = A4.width - sizes.right - padding - qr / 2;
  const qrTop = top + (height - right) / 2;
  let y = top + (height - left) / 2;
  const lines = texts.flatMap(({ set: one, above }, i) => {
    if (i > 0) y += above;
    const shapes = [placeText(labels[i]!, margin + padding, y), placeText(one, margin + padding + indent, y)];
    y += one.height;
    return shapes;
  });
  const shapes: Shape[] = [
    { kind: 'rectangle', x: margin, y: top, width, height, colour: 'accent-tint' },
    ...lines,
    ...(deadline ? [placeText(deadline, margin + padding, y + sizes.gap)] : []),
    { kind: 'rectangle', x: middle - qr / 2, y: qrTop, width: qr, height: qr, colour: 'paper' },
    { kind: 'qr', x: middle - qr / 2, y: qrTop, size: qr, qr: letter.qr, label: words.qrLabel },
    placeText(code, middle, qrTop + qr + 0.5, 'centre'),
    placeText(serial, middle, qrTop + qr + 0.5 + code.height, 'centre')
  ];
  return { shapes, bottom: top + height };
}

function onOneLine(code: string, sizePt: number, width: number, set: SetIn): SetText {
  for (let size = sizePt; ; size *= 0.97) {
    const line = set(code, 'figures', size, width, { colour: 'accent', lineHeight: 1.2 });
    if (line.lines.length === 1) return line;
  }
}

function signatureOf(words: LetterWords, sizes: LetterSizes, top: number, set: SetIn) {
  const width = 80;
  const middle = A4.width - sizes.right - width / 2;
  const signer = set(words.signer, 'semibold', sizes.body, width, { balanced: true });
  const name = words.signerName === undefined ? undefined : set(words.signerName, 'semibold', sizes.body, width);
  const nameTop = top + signer.height + SIGNATURE;
  return {
    shapes: [placeText(signer, middle, top, 'centre'), ...(name ? [placeText(name, middle, nameTop, 'centre')] : [])],
    bottom: nameTop + (name?.height ?? 0)
  };
}

/** Where to fold it, and when it was printed. */
function edgeOf(words: LetterWords, sizes: LetterSizes, set: SetIn): readonly Shape[] {
  const folds = FOLDS.map((y): Shape => ({ kind: 'rectangle', x: 5, y, width: 4, height: 0.2, colour: 'ink-soft' }));
  const printed: Stack = [{ set: set(`${words.serial} · ${words.printedOn}`, 'regular', 7, A4.width, { colour: 'ink-soft' }), above: 0 }];
  return [...folds, ...placeStack(printed, sizes.margin, 288)];
}
