// `npm run bench`: the benches of the built platform, one after the other; `npm run bench -- coverage`: those named. They assert nothing.
import { parseArgs } from 'node:util';
import { build, buildIsCurrent } from '../scripts/source-build';

interface Bench {
  readonly needsBuild: boolean;
  /** Takes minutes of a processor and measures no machine: run by name only. */
  readonly onlyByName?: boolean;
  run(): Promise<void>;
}

const { values, positionals } = readArguments();
const BENCHES: Readonly<Record<string, Bench>> = {
  'form-weight': { needsBuild: true, run: async () => (await import('./form-weight')).benchFormWeight() },
  submissions: { needsBuild: true, run: async () => (await import('./submissions')).benchSubmissions() },
  report: { needsBuild: true, run: async () => (await import('./report')).benchReport() },
  frozen: { needsBuild: false, run: async () => (await import('./frozen-report')).benchFrozenReport() },
  admin: { needsBuild: true, run: async () => (await import('./admin')).benchAdmin() },
  desk: { needsBuild: false, onlyByName: true, run: async () => (await import('./desk')).benchDesk() },
  frame: { needsBuild: false, onlyByName: true, run: async () => (await import('./frame')).benchFrame() },
  upload: { needsBuild: true, onlyByName: true, run: async () => (await import('./frame-upload')).benchFrameUpload() },
  systematic: { needsBuild: false, onlyByName: true, run: async () => (await import('./systematic')).benchSystematic() },
  coverage: {
    needsBuild: false,
    onlyByName: true,
    run: async () => (await import('./coverage')).benchCoverage({ markdown: values.markdown, seed: seedOf(values.seed) })
  },
  quality: {
    needsBuild: false,
    onlyByName: true,
    run: async () => (await import('./quality')).benchQuality({ markdown: values.markdown, seed: seedOf(values.seed) })
  }
};
const SEEDED = ['coverage', 'quality'];

for (const name of positionals) if (!Object.hasOwn(BENCHES, name)) refuse(`There is no bench "${name}".`);
if ((values.markdown || values.seed) && !positionals.some((name) => SEEDED.includes(name)))
  refuse('--markdown and --seed belong to coverage and quality.');
const wanted = positionals.length > 0 ? positionals.map((name) => BENCHES[name]!) : Object.values(BENCHES).filter((one) => !one.onlyByName);
if (wanted.some((one) => one.needsBuild) && !buildIsCurrent()) await build({ quiet: true });
for (const one of wanted) await one.run();

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { markdown: { type: 'boolean' }, seed: { type: 'string' } } });
  } catch (failure) {
    // The rest of the message is how to escape a dash.
    return refuse(`${(failure as Error).message.split('. ')[0]!}.`);
  }
}

function seedOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,9}$/.test(text)) refuse(`A seed is a whole number of at most nine digits, not "${text}".`);
  return text === undefined ? undefined : Number(text);
}

function refuse(why: string): never {
  const names =
    'form-weight, submissions, report, frozen, admin, desk, frame, upload, systematic, coverage and quality (with --markdown, --seed N)';
  console.error(`${why} Benches: ${names}; without a name the first five.`);
  process.exit(2);
}
