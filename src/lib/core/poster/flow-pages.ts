/** Parts under each other on as many pages as they take. A part is never broken; one higher than a page stands alone on its own. */
import type { Shape } from './drawing';

export interface Part {
  readonly height: number;
  readonly draw: (y: number) => readonly Shape[];
}

/** `room`: the height of a page's part between head and foot. At least one page. */
export function flowPages(parts: readonly Part[], room: number): readonly (readonly Part[])[] {
  const pages: Part[][] = [[]];
  let used = 0;
  for (const part of parts) {
    if (used > 0 && used + part.height > room) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)!.push(part);
    used += part.height;
  }
  return pages;
}

/** One after the other from `y` down. */
export function drawParts(parts: readonly Part[], y: number): readonly Shape[] {
  let top = y;
  return parts.flatMap((part) => {
    const shapes = part.draw(top);
    top += part.height;
    return shapes;
  });
}
