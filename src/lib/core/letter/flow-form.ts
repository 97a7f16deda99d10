/**
 * The parts of a form on pages: none is broken, and where a page begins within a table the table's head is repeated. A part that
 * needs more than a page stands alone on its own.
 */
import type { Part } from '../poster/flow-pages';

export interface FormPart extends Part {
  /** Stands above it where it begins a page. */
  readonly head?: Part;
}

/** `room`: heights between head and foot, of the first page and of every other. At least one page. */
export function flowForm(
  parts: readonly FormPart[],
  room: { readonly first: number; readonly other: number }
): readonly (readonly Part[])[] {
  const pages: Part[][] = [[]];
  let left = room.first;
  for (const part of parts) {
    const begins = pages.at(-1)!.length === 0;
    if (!begins && part.height > left) {
      pages.push([]);
      left = room.other;
    }
    const page = pages.at(-1)!;
    if (page.length === 0 && part.head) {
      page.push(part.head);
      left -= part.head.height;
    }
    page.push(part);
    left -= part.height;
  }
  return pages;
}
