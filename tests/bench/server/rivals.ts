import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./rivals/', import.meta.url));
const INSTALL_MS = 120_000;

/** Hocuspocus in a process: arguments are the database and `name=file` for each text to begin with. */
export const HOCUSPOCUS = `${FOLDER}hocuspocus.mjs`;

/** Installs the rivals beside the bench, where they are not there yet as its lock file has them. Throws, with what to do, where it cannot. */
export function installRivals(): void {
  if (isInstalled()) return;
  process.stderr.write('Installing the rivals (once, into tests/bench/server/rivals) …\n');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    encoding: 'utf8',
    timeout: INSTALL_MS,
  });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-8).join('\n');
  throw new Error(
    `The rivals could not be installed, so there is nothing to compare with. Is the npm registry in reach?\n${reason}`,
  );
}

/** npm writes what it installed into a lock file of its own. */
function isInstalled(): boolean {
  const installed = `${FOLDER}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  return versions(installed) === versions(`${FOLDER}package-lock.json`);
}

function versions(file: string): string {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, { version?: string }> };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => `${path} ${version}`)
    .toSorted()
    .join('\n');
}
