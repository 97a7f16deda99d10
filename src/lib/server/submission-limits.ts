/**
 * How many forms a device and a counter may send. Never by address alone: a counter's citizens share one network. But one network
 * may not use up what a whole counter may send, or anybody could shut it. Over the lower number a response is stored and flagged;
 * over the higher one the citizen is asked to wait, with the answers kept. Whoever is refused is not counted against the rest.
 * Counted in this process's memory: a restart forgives, and several processes allow a little more.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../core/problem';
import { networkOf } from './auth/network-of';
import type { Config } from './config';

const HOUR_S = 3_600;
const MINUTE_S = 60;

export interface Sender {
  readonly counterId: string;
  readonly device: string | null;
  readonly address: string;
}

export interface SubmissionLimits {
  /** Counts one form. Throws Problem `rate-limited`. */
  count(from: Sender): Promise<{ readonly overDeviceFlag: boolean; readonly overCounterFlag: boolean }>;
}

export function createSubmissionLimits(config: Config): SubmissionLimits {
  const devices = new RateLimiterMemory({ points: config.deviceLimitPerHour, duration: HOUR_S });
  const networks = new RateLimiterMemory({ points: config.networkLimitPerMinute, duration: MINUTE_S });
  const counters = new RateLimiterMemory({ points: config.counterLimitPerMinute, duration: MINUTE_S });
  return {
    async count({ counterId, device, address }) {
      const byDevice = device === null ? 0 : await take(devices, `${counterId} ${device}`);
      await take(networks, `${counterId} ${networkOf(address)}`);
      const byCounter = await take(counters, counterId);
      return { overCounterFlag: byCounter > config.counterFlagPerMinute, overDeviceFlag: byDevice > config.deviceFlagPerHour };
    }
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    return (await limiter.consume(key)).consumedPoints;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const waitMs = (refusal as { msBeforeNext: number }).msBeforeNext;
    throw new Problem('rate-limited', { min: Math.max(1, Math.ceil(waitMs / 60_000)) });
  }
}
