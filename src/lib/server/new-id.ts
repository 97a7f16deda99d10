/** Ids are UUIDv7 text: unique without asking the database, and they sort by the millisecond in which they were made. */
import { v7 } from 'uuid';
import { randomBytes } from './random-bytes';

const RANDOM_BYTES = 16;

export const newId = (): string => v7({ random: randomBytes(RANDOM_BYTES) });
