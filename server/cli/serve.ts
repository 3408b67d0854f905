import { stderrLog } from '../log.ts';
import { machineClock } from '../clock.ts';
import { startServer, type RunningServer } from '../main.ts';
import type { Invocation } from './invocation.ts';
import { CLIENT_DIST, buildClientIfStale } from './client-build.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';
import { keepFilesPrivate } from './private-files.ts';
import { readSettings } from './settings.ts';

const COALESCE = 30_000;
const IDLE = 60_000;

/** What tells a server to stop; the last is of a terminal that is closed. */
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Serves until it is told to stop. */
export async function serveCommand(
  invocation: Extract<Invocation, { command: 'serve' }>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ExitStatus> {
  const settings = readSettings(environment);
  if (!settings.ok) {
    complain(settings.refusal);
    return 2;
  }
  const { logLevel, ...options } = settings.value;
  const built = await buildClientIfStale();
  // The interface serves all the same, so that the screens can be worked on.
  if (!built.ok) complain(built.refusal);
  keepFilesPrivate();
  const stopped = signal();
  const log = stderrLog(logLevel);
  const started = await startServer({
    dataFolder: invocation.data,
    host: invocation.host,
    port: invocation.port,
    ...options,
    sample: !invocation.empty,
    clientFolder: CLIENT_DIST,
    coalesceMs: COALESCE,
    idleMs: IDLE,
    clock: machineClock((ms, what) =>
      log.warn({ ms, what }, 'the clock of this machine was set: that is believed once it has stood for ten minutes'),
    ),
    log,
  });
  if (!started.ok) {
    complain(started.refusal);
    return 2;
  }
  announce(started.value, invocation.json);
  const lost = await Promise.race([stopped, started.value.lost]);
  if (lost !== undefined) complain(lost);
  endAtOnceWhenAskedAgain();
  // Whatever still hangs after that is not waited for: what was acknowledged is durable.
  const giveUp = setTimeout(() => process.exit(2), options.drainMs + LONGEST_STOP);
  await started.value.stop();
  clearTimeout(giveUp);
  // At once, since a store that others wrote into must not be closed.
  if (lost !== undefined) process.exit(2);
  return 0;
}

const LONGEST_STOP = 10_000;

function endAtOnceWhenAskedAgain(): void {
  for (const name of STOPPING) process.on(name, () => process.exit(2));
}

function signal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const name of STOPPING) process.once(name, () => resolve(undefined));
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
