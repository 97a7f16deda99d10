/** How the texts of a poster are set: as body text unless said otherwise, and Vietnamese above English. */
import type { Colour, Face, Language, Measure } from './drawing';
import type { PosterSizes } from './poster-sizes';
import type { Sentence } from './poster-words';
import type { Breaking, SetText, Stack } from './set-text';
import { setText } from './set-text';

interface StyleOptions extends Breaking {
  readonly colour?: Colour;
  readonly language?: Language;
  readonly lineHeight?: number;
  readonly tracking?: number;
}

export type SetIn = (text: string, face: Face, sizePt: number, width: number, options?: StyleOptions) => SetText;

export function settingIn(measure: Measure): SetIn {
  return (text, face, sizePt, width, { colour = 'ink', language = 'vi', lineHeight = 1.35, tracking = 0, ...breaking } = {}) =>
    setText(text, { face, sizePt, colour, language, lineHeight, tracking }, width, measure, breaking);
}

/** Vietnamese, and English below it, smaller and softer. */
export function bilingual({ vi, en }: Sentence, sizePt: number, sizes: PosterSizes, width: number, above: number, set: SetIn): Stack {
  return [
    { set: set(vi, 'semibold', sizePt, width, { balanced: true, lineHeight: 1.3 }), above },
    {
      set: set(en, 'regular', Math.min(sizes.english, sizePt), width, { colour: 'ink-soft', language: 'en', balanced: true }),
      above: 0.6 * sizes.scale
    }
  ];
}
