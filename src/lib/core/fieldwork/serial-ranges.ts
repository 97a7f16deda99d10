/**
 * Serial numbers as a clerk types them: `1-40, 55, 60–62`. Hyphen or dash, commas, semicolons, spaces or lines between them.
 */
import { Problem } from '../problem';

const RANGE = /^(\d{1,7})(?:[-–](\d{1,7}))?$/;

/** Ascending, each once. Throws Problem `form-serials-missing`, `form-serials-wrong`, `form-serials-many`. */
export function readSerials(typed: string, most = 50_000): readonly number[] {
  const parts = typed.replace(/\s*([-–])\s*/g, '$1').split(/[\s,;]+/).filter((part) => part !== ''); // prettier-ignore
  if (parts.length === 0) throw new Problem('form-serials-missing');
  const serials = new Set<number>();
  for (const part of parts) {
    const read = RANGE.exec(part);
    const [from, to] = [Number(read?.[1]), Number(read?.[2] ?? read?.[1])];
    if (!read || from < 1 || to < from) throw new Problem('form-serials-wrong', { part: part.slice(0, 30) });
    if (to - from >= most || serials.size > most) throw new Problem('form-serials-many', { max: most });
    for (let serial = from; serial <= to; serial++) serials.add(serial);
  }
  return [...serials].sort((a, b) => a - b);
}
