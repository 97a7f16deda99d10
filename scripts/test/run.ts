// `npm test`: every step, one line each; the last line is the sum. A step that fails shows its output and the rest still run.
import { availableParallelism } from 'node:os';
import { STEPS } from './steps';
import type { Outcome, Step } from './step';

let passed = 0;
let failed = 0;
const broken = new Set<string>();

for (const steps of inTurn(STEPS)) {
  process.stdout.write(`${steps.map(({ name }) => name).join(', ')} …${steps.length > 1 ? '\n' : ' '}`);
  const waiting = [...steps];
  const lanes = Array.from({ length: availableParallelism() }, async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runAndTell(step, steps.length > 1 ? `${step.name} … ` : '');
  });
  await Promise.all(lanes);
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Those that only read, one after another in the list, stand together; every other one alone. */
function inTurn(steps: readonly Step[]): readonly (readonly Step[])[] {
  return steps.reduce<Step[][]>((turns, step) => {
    const last = turns.at(-1);
    if (step.onlyReads && last?.[0]?.onlyReads) last.push(step);
    else turns.push([step]);
    return turns;
  }, []);
}

async function runAndTell(step: Step, name: string): Promise<void> {
  const started = performance.now();
  const outcome = await runStep(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  passed += outcome.passed;
  failed += outcome.failed;
  const counts = outcome.passed + outcome.failed > 1 ? ` (${outcome.passed} passed, ${outcome.failed} failed)` : '';
  console.log(`${name}${outcome.failed > 0 ? 'FAILED' : 'ok'}${counts}, ${seconds} s`);
  if (outcome.leftOut) console.log(`left out: ${outcome.leftOut}`);
  if (outcome.failed > 0) {
    broken.add(step.name);
    console.log(outcome.output);
  }
}

async function runStep(step: Step): Promise<Outcome> {
  const missing = step.needs?.find((name) => broken.has(name));
  if (missing) return { passed: 0, failed: 1, output: `not run, because “${missing}” failed` };
  try {
    return await step.run();
  } catch (failure) {
    return { passed: 0, failed: 1, output: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) };
  }
}
