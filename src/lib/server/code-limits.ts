/**
 * Guessing personal codes. A network that asked for many that are none is answered one code at a time from then on, whether right or wrong: so its
 * guesses are slow and a right one stands out by nothing, while a village behind one address still opens its own. Right codes are never counted,
 * however many come from one network, nor is what the check character tells from a code. Counted in this process's memory.
 */
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { Problem } from '../core/problem';
import { networkOf } from './auth/network-of';

const UNKNOWN_CODES = 30;
const WATCHED_S = 600;
/** From a network that is watched; who comes when so many wait is asked to come again. */
const MOST_WAITING = 20;
const PAUSE_S = 1;

export interface CodeLimits {
  /** Before a personal code is looked up. Throws `rate-limited`. */
  wait(address: string): Promise<void>;
  /** It was none. */
  countUnknown(address: string): Promise<void>;
}

export function createCodeLimits(unknownCodes = UNKNOWN_CODES, mostWaiting = MOST_WAITING): CodeLimits {
  const unknown = new RateLimiterMemory({ points: unknownCodes, duration: WATCHED_S });
  const turns = new RateLimiterQueue(new RateLimiterMemory({ points: 1, duration: PAUSE_S }), { maxQueueSize: mostWaiting });
  return {
    async wait(address) {
      const network = networkOf(address);
      const counted = await unknown.get(network);
      if (counted === null || counted.consumedPoints < unknownCodes) return;
      await turns.removeTokens(1, network).catch(() => {
        throw new Problem('rate-limited', { min: 1 });
      });
    },
    async countUnknown(address) {
      await unknown.penalty(networkOf(address));
    }
  };
}
