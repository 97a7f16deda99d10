/** Unpredictable bytes, drawn many at once: asked for one code at a time they cost a twentieth of all the work for a form. */
import { randomBytes as draw } from 'node:crypto';

const DRAWN_TOGETHER = 8_192;
let drawn = Buffer.alloc(0);
let used = 0;

/** As `randomBytes` of node:crypto. No byte is given out twice, and none stays behind that was. */
export function randomBytes(count: number): Buffer {
  if (count > DRAWN_TOGETHER) return draw(count);
  if (used + count > drawn.length) {
    drawn = draw(DRAWN_TOGETHER);
    used = 0;
  }
  const bytes = Buffer.from(drawn.subarray(used, used + count));
  drawn.fill(0, used, used + count);
  used += count;
  return bytes;
}
