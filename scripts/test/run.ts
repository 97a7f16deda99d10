// `npm test`: every step, one line each; the last line is the sum. A step that fails shows its output and the rest still run.
import { availableParallelism } from 'node:os';
import { runInOrder } from './order';
import { STEPS } from './steps';
import type { Outcome, Step } from './step';

let passed = 0;
let failed = 0;
const broken = new Set<string>();

await runInOrder(STEPS, availableParallelism(), runAndTell);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function runAndTell(step: Step): Promise<void> {
  // Beside others its line comes whole, at its end.
  const name = `${step.name} … `;
  if (!step.oneCore) process.stdout.write(name);
  const started = performance.now();
  const outcome = await runStep(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  passed += outcome.passed;
  failed += outcome.failed;
  const counts = outcome.passed + outcome.failed > 1 ? ` (${outcome.passed} passed, ${outcome.failed} failed)` : '';
  console.log(`${step.oneCore ? name : ''}${outcome.failed > 0 ? 'FAILED' : 'ok'}${counts}, ${seconds} s`);
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
