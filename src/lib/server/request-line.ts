/** A request's line in the log: the route, never the path (paths carry codes); no address, no query, nothing of a person. */
import { running } from './running';

interface Answered {
  readonly requestId: string;
  readonly method: string;
  readonly route: string | null;
  readonly status: number;
  /** `performance.now()` when it came. */
  readonly started: number;
}

export function logAnswer({ started, ...line }: Answered): void {
  const ms = Math.round((performance.now() - started) * 10) / 10;
  running().log[line.status >= 500 ? 'error' : 'info']({ ...line, ms }, 'request');
}

/** Short enough to be read out on the telephone; 48 random bits. */
export const shortRequestId = (uuid: string): string => uuid.slice(0, 13);
