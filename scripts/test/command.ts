import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import type { Outcome } from './step';

const LIMIT_MS = 30 * 60_000;

export interface Finished {
  readonly succeeded: boolean;
  /** What it wrote to both streams, in the order it came. */
  readonly output: string;
}

/** Runs a program (the project's own tools come first on PATH) without input, to its end or to the limit. */
export function runProgram(program: string, options: readonly string[]): Promise<Finished> {
  const child = spawn(program, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
    },
    shell: process.platform === 'win32',
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL'
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((finish) => {
    child.on('error', (failure) => finish({ succeeded: false, output: `${program}: ${failure.message}` }));
    child.on('close', (status, signal) => finish({ succeeded: status === 0, output: signal ? `${output}\nended by ${signal}` : output }));
  });
}

/** A command line as a step that is one passed or one failed. */
export function command(line: string): () => Promise<Outcome> {
  const [program = '', ...options] = line.split(' ');
  return async () => {
    const { succeeded, output } = await runProgram(program, options);
    return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, output: `$ ${line}\n${output}` };
  };
}
