// `npm run bench`: every bench, one after the other. They print, and assert nothing.
import { build, buildIsCurrent } from '../scripts/source-build';
import { benchFormWeight } from './form-weight';
import { benchReport } from './report';
import { benchSubmissions } from './submissions';

if (!buildIsCurrent()) await build({ quiet: true });
await benchFormWeight();
await benchSubmissions();
await benchReport();
