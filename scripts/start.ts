// `npm start`: production, from the build.
import { readConfig } from '../src/lib/server/config';
import { explainFailedStart } from './failed-start';
import { serve } from './serve';

try {
  const config = readConfig(process.env);
  await serve(config);
  console.log(`ready: http://localhost:${config.port}`);
} catch (failure) {
  await explainFailedStart(failure);
}
