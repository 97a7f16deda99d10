/**
 * Where the built application hangs the form's door and `scripts/serve.ts` finds it. They are two programs' worth of modules in
 * one process, the bundle and the script that loads it, and share nothing but the process itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** False: the request is not for this door. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

const PLACE = Symbol.for('one-stop-satisfaction.form-door');
const frame = globalThis as { [PLACE]?: Door };

export function hangDoor(door: Door): void {
  frame[PLACE] = door;
}

/** Nothing is for it where none hangs. */
export const findDoor = (): Door => frame[PLACE] ?? (() => false);
