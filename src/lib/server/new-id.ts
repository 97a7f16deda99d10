/** Ids are UUIDv7 text: unique without asking the database, and they sort by the time they were made. */
import { v7 } from 'uuid';

export const newId = (): string => v7();
