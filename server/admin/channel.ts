import { chmodSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { refuse, type Result } from '../../shared/base/result.ts';
import { nameOf, type Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import { tidyAway } from '../tidying.ts';
import { adminRequestSchema, administer, type AdminServices } from './administration.ts';

/** The socket in a data folder by which its owner speaks to the server that holds it. */
export const SOCKET_FILE = 'travaux.sock';

/** Longest path of a Unix socket in bytes, its closing zero left out; BSD and macOS have fewer than Linux's 107. */
const LONGEST_PATH = 103;
const OWNER_ONLY = 0o600;

/** The path of the socket, absolute or from the working folder, or null where both are too long for the system. */
export function socketPath(folder: string): string | null {
  const absolute = join(folder, SOCKET_FILE);
  return [absolute, relative(process.cwd(), absolute)].find((path) => Buffer.byteLength(path) <= LONGEST_PATH) ?? null;
}

/**
 * Serves the operator: POST with an AdminRequest, answered with a Result in JSON, and GET `/metrics`. Who may use it is for the file
 * system to say: the socket is its owner's alone. A socket left behind by a server that was killed is replaced, since this server holds
 * the store. Rejects where the system gives no socket.
 */
export async function serveAdministration(
  folder: string,
  services: AdminServices & { readonly log: Log; readonly meter: Meter },
): Promise<{ stop(): void } | null> {
  const path = socketPath(folder);
  if (path === null) {
    services.log.warn('the path of the data folder is too long for a socket: no backup while the server runs');
    return null;
  }
  rmSync(path, { force: true });
  const server = createServer((request, response) => void answer(request, response, services));
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, OWNER_ONLY);
  return { stop: () => stop(server, path) };
}

function stop(server: Server, path: string): void {
  server.close();
  server.closeAllConnections();
  tidyAway(path);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  services: AdminServices & { readonly log: Log; readonly meter: Meter },
): Promise<void> {
  if (request.method === 'GET' && request.url === '/metrics') {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(services.meter.text());
    return;
  }
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(await outcome(request, services)));
}

async function outcome(
  request: IncomingMessage,
  services: AdminServices & { readonly log: Log },
): Promise<Result<unknown, string>> {
  try {
    const asked = adminRequestSchema.safeParse(JSON.parse(await text(request)));
    if (!asked.success) return refuse('the server does not know this request; is it of another version?');
    const done = await administer(asked.data, services);
    // Whoever asked for a copy and is gone takes nothing away any more.
    if (asked.data.ask === 'copy' && request.socket.destroyed) rmSync(asked.data.to, { force: true });
    services.log.info({ ask: asked.data.ask, ok: done.ok }, 'the operator asked');
    return done;
  } catch (error) {
    services.log.error({ error: nameOf(error) }, 'what the operator asked failed');
    return refuse('the server could not do this; its log says more.');
  }
}
