/** The lower part of a poster, from its foot up: whose counter it is, what staff must not do, and the code in letters. */
import type { Poster } from '../fieldwork/poster';
import type { Rectangle, Shape } from './drawing';
import type { Paper } from './formats';
import type { PosterSizes } from './poster-sizes';
import type { SetIn } from './poster-texts';
import { bilingual } from './poster-texts';
import type { PosterWords } from './poster-words';
import type { Stack } from './set-text';
import { heightOf, placeStack, placeText } from './set-text';

interface Foot {
  readonly shapes: readonly Shape[];
  /** Where it begins. */
  readonly top: number;
}

export function composeFoot(poster: Poster, words: PosterWords, sizes: PosterSizes, paper: Paper, set: SetIn): Foot {
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
