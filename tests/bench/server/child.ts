import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that the bench started; it ends no other. */
export interface Child {
  readonly pid: number;
  /** The one line of JSON that it printed when it was ready. */
  readonly ready: unknown;
  /** Ends it: in good order, and by force where that takes longer than five seconds. */
  stop(): Promise<void>;
  /** Resolves once it has ended. */
  readonly ended: Promise<void>;
}

const GRACE_MS = 5000;
const LONGEST_ERROR = 2000;
const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a Node program and waits for the line that says it is ready. Rejects where it ends or says nothing until then. */
export function startNode(
  args: readonly string[],
  options: { readonly readyMs: number; readonly env?: NodeJS.ProcessEnv },
): Promise<Child> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => running.delete(child));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-LONGEST_ERROR);
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')}: ${why}${errors === '' ? '' : `\n${errors.trim()}`}`));
    };
    const timer = setTimeout(() => fail(`not ready after ${options.readyMs} ms`), options.readyMs);
    child.once('error', (error) => fail(error.message));
    void ended.then(() => fail('ended before it was ready'));
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      clearTimeout(timer);
      const ready = parse(line);
      if (ready === undefined || child.pid === undefined) return fail(`printed no JSON: ${line}`);
      resolve({ pid: child.pid, ready, stop: () => stop(child, ended), ended });
    });
  });
}

/** Runs a Node program to its end and gives what it printed. Rejects where it fails, or takes longer than `mostMs`. */
export function runNode(args: readonly string[], mostMs: number): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: mostMs, killSignal: 'SIGKILL' });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-LONGEST_ERROR);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}: ${(errors || output).trim()}`));
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
