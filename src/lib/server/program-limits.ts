/**
 * How often a program may ask, and a network with tokens that are none. A token's requests are counted by the token, wherever they come
 * from, so that nobody beside it can shut it out by guessing. Counted in this process's memory.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../core/problem';
import { networkOf } from './auth/network-of';

/** A province hands out some ten thousand dossiers a day; a whole day's can be sent after in half an hour. */
const REQUESTS_A_MINUTE = 600;
const WRONG_TOKENS_A_MINUTE = 30;
const MINUTE_S = 60;

export interface ProgramLimits {
  /** Counts a request by a token. Throws `program-waits`. */
  countRequest(tokenId: string): Promise<void>;
  /** Counts one that had no token. Throws `program-waits`. */
  countWrongToken(address: string): Promise<void>;
}

export function createProgramLimits(requests = REQUESTS_A_MINUTE, wrongTokens = WRONG_TOKENS_A_MINUTE): ProgramLimits {
  const byToken = new RateLimiterMemory({ points: requests, duration: MINUTE_S });
  const byNetwork = new RateLimiterMemory({ points: wrongTokens, duration: MINUTE_S });
  return {
    countRequest: (tokenId) => take(byToken, tokenId),
    countWrongToken: (address) => take(byNetwork, networkOf(address))
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    throw new Problem('program-waits', { seconds: Math.max(1, Math.ceil((refusal as { msBeforeNext: number }).msBeforeNext / 1_000)) });
  }
}
