/** Ids are UUIDv7 text: unique without asking the database, and they sort by the millisecond in which they were made. */
import { v7 } from 'uuid';
import { randomBytes } from './random-bytes';

const RANDOM_BYTES = 16;

/** None that is made in this millisecond or later is before it. */
export const earliestIdAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

export const newId = (): string => v7({ random: randomBytes(RANDOM_BYTES) });
