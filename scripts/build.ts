// `npm run build`: the server and the pages, into build/.
import { build } from './source-build';

process.exitCode = (await build({ quiet: false })) ? 0 : 1;
