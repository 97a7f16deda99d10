import { readConfig } from '../src/lib/server/config';
import { explainFailedStart } from './failed-start';
import { serve } from './serve';

/** What `npm start` runs: compiled to build/start by the build (vite.start.config.ts), so that its start needs no compiler. */
export async function startServer(): Promise<void> {
  try {
    const config = readConfig(process.env);
    await serve(config);
    console.log(`ready: http://localhost:${config.port}`);
  } catch (failure) {
    await explainFailedStart(failure);
  }
}
