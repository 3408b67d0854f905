import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { stderrLog } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';

// A server in a process of its own, to be killed.
const started = await startServer({
  dataFolder: process.argv[2] ?? '',
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  sample: false,
  clientFolder: null,
  coalesceMs: 3_600_000,
  idleMs: 3_600_000,
  clock: SYSTEM_CLOCK,
  log: stderrLog('silent'),
});
if (!started.ok) throw new Error(started.refusal);
process.stdout.write(JSON.stringify({ url: started.value.url, links: started.value.links }));
