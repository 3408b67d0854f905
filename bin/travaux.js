#!/usr/bin/env node
// Plain JavaScript, so that a Node that cannot run the server's TypeScript can still find one that does.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const own = join(project, 'node_modules', '.bin', 'node');

if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
  await import('../server/cli/main.ts');
} else if (existsSync(own) && process.env.TRAVAUX_REEXEC === undefined) {
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TRAVAUX_REEXEC: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 2) : 2;
  });
} else {
  process.stderr.write(
    `travaux: this needs Node ${OLDEST} or newer; here runs ${process.versions.node}. Install it, or run npm install, which brings one along.\n`,
  );
  process.exitCode = 2;
}
