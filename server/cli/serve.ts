import { stderrLog } from '../log.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { startServer, type RunningServer } from '../main.ts';
import type { Invocation } from './arguments.ts';
import { CLIENT_DIST, buildClientIfStale } from './client-build.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';

const COALESCE = 30_000;
const IDLE = 60_000;

/** Serves until it is told to stop by SIGINT or SIGTERM. */
export async function serveCommand(
  invocation: Extract<Invocation, { command: 'serve' }>,
  publicUrl: string | null,
): Promise<ExitStatus> {
  if (publicUrl !== null && !URL.canParse(publicUrl)) {
    complain('TRAVAUX_URL is no address.');
    return 2;
  }
  const built = await buildClientIfStale();
  // The interface serves all the same, so that the screens can be worked on.
  if (!built.ok) complain(built.refusal);
  const stopped = signal();
  const started = await startServer({
    dataFolder: invocation.data,
    host: invocation.host,
    port: invocation.port,
    publicUrl: publicUrl === null ? null : new URL(publicUrl).origin,
    sample: !invocation.empty,
    clientFolder: CLIENT_DIST,
    coalesceMs: COALESCE,
    idleMs: IDLE,
    clock: SYSTEM_CLOCK,
    log: stderrLog('warn'),
  });
  if (!started.ok) {
    complain(started.refusal);
    return 2;
  }
  announce(started.value, invocation.json);
  await stopped;
  await started.value.stop();
  return 0;
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
}

function announce({ url, links }: RunningServer, json: boolean): void {
  if (json) {
    const seats = links.map(({ seat, participant, link }) => ({ name: seat.name, role: seat.role, participant, link }));
    print(JSON.stringify({ url, seats }));
    return;
  }
  const names = links.map(
    ({ seat, participant }) => `${seat.name}, ${seat.role}${participant.toLowerCase() === seat.role ? '' : ` (${participant})`}`,
  );
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = links.map(({ link }, index) => `  ${(names[index] ?? '').padEnd(width)}  ${link}`);
  print(
    [
      `Travaux listens on ${url}`,
      '',
      'Sign-in links, each works once; a restart makes new ones:',
      ...lines,
      '',
      'Ctrl+C stops the server.',
    ].join('\n'),
  );
}
