/**
 * Structured logs, a JSON line each. They name the route, never the path, and hold no address and no personal data: of an
 * error only its name, its codes, its stack and its message without quoted values go out (engines quote the value they refuse).
 */
import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from './config';

const FLUSH_EVERY_MS = 1_000;

/** Writes to standard output in batches: a system call for every request would cost as much as the rest of the line. */
export function createLog(level: Config['logLevel'], destination: DestinationStream = standardOutput()): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError }
    },
    destination
  );
}

function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: false, minLength: 4_096 });
  setInterval(() => output.flush(), FLUSH_EVERY_MS).unref();
  return output;
}

function describeError(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { code, constraint, table } = thrown as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: thrown.name,
    message: thrown.message.replace(/"[^"]*"/g, '"…"').slice(0, 500),
    code,
    constraint,
    table,
    stack: (thrown.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
  };
}
