/**
 * Devices as letters (docs/methods.md, "Quality of answers"): what people look at never shows a device's mark, and a letter means something within one counter's month alone.
 * Marks are erased after some weeks (docs/database.md); the letters of odd forms are kept with the verdict, so that what was found
 * can still be seen and judged again.
 */
import type { QualityResponse } from './quality-response';

type Marked = Pick<QualityResponse, 'id' | 'deviceMark' | 'submittedAt'>;
/** By response id. */
export type DeviceLetters = Readonly<Record<string, string>>;

/** The forms with marks put back where they were erased and a letter was kept. */
export function withKeptDevices<T extends Marked>(responses: readonly T[], kept: DeviceLetters): readonly T[] {
  const markOf = new Map(responses.flatMap(({ id, deviceMark }) => (kept[id] && deviceMark !== null ? [[kept[id], deviceMark]] : [])));
  return responses.map((response) => {
    const letter = kept[response.id];
    return response.deviceMark === null && letter ? { ...response, deviceMark: markOf.get(letter) ?? `letter ${letter}` } : response;
  });
}

/** A letter for every form of a device with several; those kept stay what they were. `letterAt` names the n-th, from 1. */
export function letterDevices(responses: readonly Marked[], kept: DeviceLetters, letterAt: (n: number) => string): DeviceLetters {
  const devices = new Map<string, Marked[]>();
  const inTime = responses.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : a.submittedAt > b.submittedAt ? 1 : 0));
  for (const one of inTime) if (one.deviceMark !== null) devices.set(one.deviceMark, [...(devices.get(one.deviceMark) ?? []), one]);
  const taken = new Set(Object.values(kept));
  const letters: Record<string, string> = {};
  let next = 1;
  for (const forms of devices.values()) {
    if (forms.length < 2) continue;
    let letter = forms.map(({ id }) => kept[id]).find((known) => known !== undefined);
    for (; letter === undefined; next++) if (!taken.has(letterAt(next))) letter = letterAt(next);
    taken.add(letter);
    for (const { id } of forms) letters[id] = letter;
  }
  return letters;
}
