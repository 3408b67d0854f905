import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'travaux.js');

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in a process of its own. */
export async function travaux(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString('utf8')));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** A server in a process of its own, with what it has logged so far. */
export interface ServerProcess {
  readonly url: string;
  readonly links: readonly { readonly name: string; readonly role: string; readonly link: string }[];
  readonly child: ReturnType<typeof spawn>;
  log(): string;
}

/** Starts `travaux serve` on a folder, and waits until it says where it listens. */
export async function serveProcess(data: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--empty', '--json', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let err = '';
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url, seats } = JSON.parse(line.toString('utf8')) as { url: string; seats: ServerProcess['links'] };
  return { url, links: seats, child, log: () => err };
}
