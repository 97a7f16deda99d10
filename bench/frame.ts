/** The sampling desk on a list of a million rows. */
import { benchFrameDraw } from './frame-draw';
import { benchFrameImport } from './frame-import';

export async function benchFrame(): Promise<void> {
  await benchFrameImport();
  benchFrameDraw();
}
