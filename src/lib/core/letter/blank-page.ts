/** An empty page at the end of one unit's sheets, so that the next unit's begin on a leaf of their own. */
import type { Drawing, Measure } from '../poster/drawing';
import { settingIn } from '../poster/poster-texts';
import { placeText } from '../poster/set-text';
import { A4 } from './letter-sizes';

/** `text` says that it is meant to be empty, and whose it is. */
export function blankPage(text: string, measure: Measure): Drawing {
  const set = settingIn(measure)(text, 'regular', 8.5, A4.width - 40, { colour: 'ink-soft' });
  return { ...A4, shapes: [placeText(set, A4.width / 2, A4.height / 2, 'centre')] };
}
