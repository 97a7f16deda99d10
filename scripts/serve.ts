/**
 * The built server (adapter-node's handler) behind Node's own http server: limits on headers and time, forwarded headers only
 * from a proxy that the settings name, and a stop that finishes what was accepted.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findDoor } from '../src/lib/server/citizen/door-frame';
import type { Config } from '../src/lib/server/config';
import { keepTrustedForwarding, TRUSTED_HEADERS } from './forwarded-headers';
import { describeMissingNativePart } from './setup/native-parts.mjs';
import { NO_BUILD } from './setup/no-build.mjs';
import { stopWithNpm } from './setup/stop-with-npm.mjs';

const KILOBYTE = 1024;
const SECOND = 1000;

const LIMITS = {
  maxHeaderSize: 16 * KILOBYTE,
  headersTimeout: 20 * SECOND,
  /** A list of 400 MB over the line of an office. */
  requestTimeout: 60 * 60 * SECOND,
  /** Longer than a proxy keeps its own side open (60 s is usual), so that it never writes to a connection just closed. */
  keepAliveTimeout: 65 * SECOND
};

/** For the one page that takes large files as a stream; every other is held to 1 MB by `limitBody` in src/hooks.server.ts, the form's own door by itself. */
const BODY_SIZE_LIMIT = '410M';
const LARGE_FILES = /^\/admin\/surveys\/[^/?]+\/desk\/frame\?/;
/** Of every other request: a form of some kilobytes over a slow phone connection. */
const BODY_DEADLINE = 60 * SECOND;
const STOP_DEADLINE = 30 * SECOND;
const CLOSE_DEADLINE = 10 * SECOND;

/** An expected reason for not starting: its message is the whole of what is printed. */
export class StartError extends Error {}

/**
 * Starts listening and resolves once it does. Throws StartError when the build or a native part is missing or the port is
 * taken; whatever the server's own `init` throws (a wrong setting, no database) passes through. SIGINT and SIGTERM stop it.
 */
export async function serve(config: Config): Promise<void> {
  const missing = describeMissingNativePart();
  if (missing) throw new StartError(missing);
  const handler = await loadHandler();
  const door = findDoor(); // hung while the handler was loaded
  const server = createServer(LIMITS, (request, response) => {
    keepTrustedForwarding(request, config.trustLoopbackProxy);
    if (!LARGE_FILES.test(request.url ?? '')) endSlowBody(request);
    dropRest(request, response);
    if (!door(request, response)) handler(request, response, () => response.writeHead(404).end());
  });
  await listen(server, config);
  stopOnSignal(server);
}

/** Throws StartError if something listens on the port already. */
export async function refuseTakenPort(config: Config): Promise<void> {
  const probe = createServer();
  await listen(probe, config);
  await new Promise((closed) => probe.close(closed));
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

async function loadHandler(): Promise<Handler> {
  const file = resolve('build/handler.js');
  if (!existsSync(file)) throw new StartError(NO_BUILD);
  // The handler reads these while it is imported. Its address, host and protocol come from TRUSTED_HEADERS alone.
  for (const name of ['ORIGIN', 'PORT_HEADER', 'XFF_DEPTH']) delete process.env[name];
  Object.assign(process.env, { BODY_SIZE_LIMIT, ...TRUSTED_HEADERS });
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
  return handler;
}

/** A body that does not come to its end in time holds a connection for nothing. */
function endSlowBody(request: IncomingMessage): void {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => request.destroy(), BODY_DEADLINE);
  request.once('close', () => clearTimeout(timer));
}

/** What nobody read of a body that was refused is taken off the line: the next request of the same connection waits behind it. */
function dropRest(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (!request.readableEnded) request.removeAllListeners('data').resume();
  });
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((listening, refused) => {
    server.once('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EADDRINUSE') return refused(failure);
      refused(
        new StartError(
          `Cổng ${port} đang có chương trình khác dùng. Chọn cổng khác bằng PORT, ví dụ: PORT=${port + 1}\n` +
            `Port ${port} is taken by another program. Choose another with PORT, for example: PORT=${port + 1}`
        )
      );
    });
    server.listen(port, host, listening);
  });
}

/** Stops accepting, finishes what was accepted, then lets the application close (`sveltekit:shutdown` closes the database). */
function stopOnSignal(server: Server): void {
  let stopping = false;
  const answering = new Set<ServerResponse>();
  const sayLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    if (stopping) sayLast(response);
    response.on('close', () => {
      answering.delete(response);
      if (stopping) server.closeIdleConnections();
    });
  });
  const stop = (reason: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    server.close(() => {
      process.emit('sveltekit:shutdown' as 'disconnect', ...([reason] as unknown as []));
      setTimeout(() => process.exit(0), CLOSE_DEADLINE).unref();
    });
    answering.forEach(sayLast);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), STOP_DEADLINE).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  stopWithNpm();
}
