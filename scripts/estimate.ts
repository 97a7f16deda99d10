// npm run -s estimate -- --data FILE.csv … : estimates from a table, as JSON on standard output. `--help` says it all.
import { sayingProblems } from './command';
import { estimateDocument } from './estimate-command';

await sayingProblems(async () => console.log(await estimateDocument(process.argv.slice(2))));
