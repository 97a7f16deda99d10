/**
 * One poster in given sizes: the head on the accent with the question, the QR code beside what to do, the code in letters, what
 * staff must not do, and whose counter it is. From above and from below the texts take what they need; the QR code gets the rest.
 */
import type { Poster } from '../fieldwork/poster';
import { composeFoot } from './compose-foot';
import type { Drawing, Measure, Shape } from './drawing';
import type { Paper } from './formats';
import { QUIET_ZONE } from './formats';
import { banFlower, edgeHeight, wovenEdge } from './marks';
import type { PosterSizes } from './poster-sizes';
import type { SetIn } from './poster-texts';
import { bilingual, settingIn } from './poster-texts';
import type { PosterWords } from './poster-words';
import type { Stack } from './set-text';
import { heightOf, placeStack } from './set-text';

/** The text beside the QR code needs at least this part of the width. */
const LEAST_COLUMN = 0.32;

/** Undefined: in these sizes the texts leave less than `leastQr`. */
export function composePoster(
  poster: Poster,
  words: PosterWords,
  sizes: PosterSizes,
  paper: Paper,
  leastQr: number,
  measure: Measure
): Drawing | undefined {
  const set = settingIn(measure);
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
