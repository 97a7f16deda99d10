import { ConfigError } from '../src/lib/server/config';
import { StartError } from './serve';

/** Ends the process: an expected reason as its sentence (exit 2), anything else with its stack (exit 1). */
export function explainFailedStart(failure: unknown): never {
  if (failure instanceof ConfigError || failure instanceof StartError) {
    console.error(failure.message);
    process.exit(2);
  }
  console.error(failure);
  process.exit(1);
}
