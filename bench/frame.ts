/** The sampling desk on a list of a million rows. */
import { benchFrameDraw } from './frame-draw';

export function benchFrame(): void {
  benchFrameDraw();
}
