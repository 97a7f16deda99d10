/**
 * One poster in given sizes: the head on the accent with the question, the QR code beside what to do, the code in letters, what
 * staff must not do, and whose counter it is. From above and from below the texts take what they need; the QR code gets the rest.
 */
import type { Poster } from '../fieldwork/poster';
import type { Colour, Drawing, Face, Language, Measure, Rectangle, Shape } from './drawing';
import type { Paper } from './formats';
import { QUIET_ZONE } from './formats';
import { banFlower, edgeHeight, wovenEdge } from './marks';
import type { PosterSizes } from './poster-sizes';
import type { PosterWords, Sentence } from './poster-words';
import type { Breaking, SetText, Stack } from './set-text';
import { heightOf, placeStack, placeText, setText } from './set-text';

/** The text beside the QR code needs at least this part of the width. */
const LEAST_COLUMN = 0.32;

type SetIn = (text: string, face: Face, sizePt: number, width: number, options?: StyleOptions) => SetText;
interface StyleOptions extends Breaking {
  readonly colour?: Colour;
  readonly language?: Language;
  readonly lineHeight?: number;
  readonly tracking?: number;
}

/** Undefined: in these sizes the texts leave less than `leastQr`. */
export function composePoster(
  poster: Poster,
  words: PosterWords,
  sizes: PosterSizes,
  paper: Paper,
  leastQr: number,
  measure: Measure
): Drawing | undefined {
  const set: SetIn = (text, face, sizePt, width, { colour = 'ink', language = 'vi', lineHeight = 1.35, tracking = 0, ...breaking } = {}) =>
    setText(text, { face, sizePt, colour, language, lineHeight, tracking }, width, measure, breaking);
  const head = composeHead(poster, words, sizes, paper, set);
  const foot = composeFoot(poster, words, sizes, paper, set);
  const middle = composeMiddle(poster, words, sizes, { from: head.bottom, to: foot.top, width: paper.width, leastQr }, set);
  return middle && { ...paper, shapes: [...head.shapes, ...middle, ...foot.shapes] };
}

function composeHead(poster: Poster, words: PosterWords, sizes: PosterSizes, paper: Paper, set: SetIn) {
  const { scale, margin } = sizes;
  const light = { colour: 'on-accent', balanced: true } as const;
  const flower = 11 * scale;
  const nameX = margin + flower + 3 * scale;
  const nameWidth = paper.width - margin - nameX;
  const name: Stack = [
    ...(poster.provinceName
      ? [{ set: set(poster.provinceName.vi, 'regular', sizes.province, nameWidth, { ...light, lineHeight: 1.25 }), above: 0 }]
      : []),
    { set: set(poster.agencyName.vi, 'semibold', sizes.agency, nameWidth, { ...light, lineHeight: 1.25 }), above: 0 }
  ];
  const width = paper.width - 2 * margin;
  const question: Stack = [
    { set: set(words.question.vi, 'semibold', sizes.question, width, { ...light, lineHeight: 1.18, tracking: -0.02 }), above: 0 },
    { set: set(words.question.en, 'regular', sizes.questionEn, width, { ...light, language: 'en' }), above: 2 * scale }
  ];
  const nameHeight = Math.max(flower, heightOf(name));
  const top = 8.5 * scale;
  const questionY = top + nameHeight + 6 * scale;
  const band = questionY + heightOf(question) + 6 * scale;
  const shapes: Shape[] = [
    // A little under the edge, so that no seam shows between them.
    { kind: 'rectangle', x: 0, y: 0, width: paper.width, height: band + 0.2 * scale, colour: 'accent' },
    wovenEdge(band, paper.width, scale, 'accent'),
    banFlower(margin, top + (nameHeight - flower) / 2, flower, 'on-accent'),
    ...placeStack(name, nameX, top + (nameHeight - heightOf(name)) / 2),
    ...placeStack(question, margin, questionY)
  ];
  return { shapes, bottom: band + edgeHeight(scale) };
}

interface Space {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly leastQr: number;
}

function composeMiddle(poster: Poster, words: PosterWords, sizes: PosterSizes, space: Space, set: SetIn): readonly Shape[] | undefined {
  const { scale, margin } = sizes;
  const quiet = QUIET_ZONE / poster.qr.size;
  const gap = 3 * scale;
  const height = space.to - space.from - 2 * gap;
  // The quiet zone reaches into the margin: the dark modules stand in line with the texts above and below.
  const widest = (space.width * (1 - LEAST_COLUMN) - 2 * margin) / (1 - 2 * quiet);
  const size = Math.min(height, sizes.mostQr, widest);
  if (size < space.leastQr) return undefined;
  const x = margin - quiet * size;
  const columnX = margin + (1 - 2 * quiet) * size + 8 * scale;
  const columnWidth = space.width - margin - columnX;
  const column: Stack = [
    ...bilingual(words.scan, sizes.scan, sizes, columnWidth, 0, set),
    ...bilingual(words.paper, sizes.paper, sizes, columnWidth, 5 * scale, set)
  ];
  if (heightOf(column) > height) return undefined;
  const centre = space.from + gap + height / 2;
  return [
    { kind: 'qr', x, y: centre - size / 2, size, qr: poster.qr, label: words.qrLabel },
    ...placeStack(column, columnX, centre - heightOf(column) / 2)
  ];
}

function composeFoot(poster: Poster, words: PosterWords, sizes: PosterSizes, paper: Paper, set: SetIn) {
  const { scale, margin } = sizes;
  const width = paper.width - 2 * margin;

  const printedOn = set(words.printedOn, 'regular', sizes.printedOn, width / 3, { colour: 'ink-soft' });
  const counter = set(poster.counterName, 'semibold', sizes.counter, width - printedOn.width - 6 * scale, { balanced: true });
  const counterHeight = Math.max(counter.height, printedOn.height);
  const counterY = paper.height - 8 * scale - counterHeight;

  const [bar, padding] = [1.2 * scale, { x: 4.5 * scale, y: 3 * scale }];
  const rulesX = margin + bar + padding.x;
  const rulesWidth = paper.width - margin - padding.x - rulesX;
  const rules: Stack = [
    ...bilingual(words.notForYou, sizes.notForYou, sizes, rulesWidth, 0, set),
    ...(words.pressure ? bilingual(words.pressure, sizes.pressure, sizes, rulesWidth, 3 * scale, set) : [])
  ];
  const rulesHeight = heightOf(rules) + 2 * padding.y;
  const rulesY = counterY - 4 * scale - rulesHeight;

  const code = set(poster.printedCode, 'figures', sizes.code, width, { colour: 'accent', lineHeight: 1.1, tracking: 0.06 });
  const open: Stack = bilingual(words.open, sizes.open, sizes, width - code.width - 5 * scale, 0, set);
  const openHeight = Math.max(heightOf(open), code.height) + 2 * 3.5 * scale;
  const openY = rulesY - 4.5 * scale - openHeight;
  const openMiddle = openY + openHeight / 2;
  const hairline = (y: number): Rectangle => ({ kind: 'rectangle', x: margin, y, width, height: 0.3 * scale, colour: 'line' });

  const shapes: Shape[] = [
    hairline(openY),
    ...placeStack(open, margin, openMiddle - heightOf(open) / 2),
    placeText(code, paper.width - margin, openMiddle - code.height / 2, 'right'),
    hairline(openY + openHeight),
    { kind: 'rectangle', x: margin, y: rulesY, width, height: rulesHeight, colour: 'accent-tint' },
    { kind: 'rectangle', x: margin, y: rulesY, width: bar, height: rulesHeight, colour: 'accent' },
    ...placeStack(rules, rulesX, rulesY + padding.y),
    placeText(counter, margin, counterY + counterHeight - counter.height),
    placeText(printedOn, paper.width - margin, counterY + counterHeight - printedOn.height, 'right')
  ];
  return { shapes, top: openY };
}

/** Vietnamese, and English below it, smaller and softer. */
function bilingual({ vi, en }: Sentence, sizePt: number, sizes: PosterSizes, width: number, above: number, set: SetIn): Stack {
  return [
    { set: set(vi, 'semibold', sizePt, width, { balanced: true, lineHeight: 1.3 }), above },
    {
      set: set(en, 'regular', Math.min(sizes.english, sizePt), width, { colour: 'ink-soft', language: 'en', balanced: true }),
      above: 0.6 * sizes.scale
    }
  ];
}
