import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const CLIENT = join(PROJECT, 'client');

/** Where the built client lies. */
export const CLIENT_DIST = join(CLIENT, 'dist');

/**
 * Builds the client where it is not built, or its sources have changed since. Says in a sentence where that fails. It is built aside and
 * put in its place whole, so that a server that runs already is never without it.
 */
export async function buildClientIfStale(): Promise<Result<null, string>> {
  const built = join(CLIENT_DIST, 'index.html');
  const config = join(CLIENT, 'vite.config.ts');
  if (!existsSync(config)) return existsSync(built) ? ok(null) : refuse(`The client cannot be built: ${config} is missing.`);
  const since = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newestIn(CLIENT, join(PROJECT, 'shared')) <= since) return ok(null);
  const aside = `${CLIENT_DIST}-${process.pid}`;
  const said = process.env['NODE_ENV'];
  try {
    const { build } = await import('vite');
    // The same pages whoever has them built: a shell or a test runner may have said that this is none of production, and React would be
    // the one for whoever works on it, which takes twice as long and names the folders of this machine.
    process.env['NODE_ENV'] = 'production';
    await build({ configFile: config, root: CLIENT, logLevel: 'silent', build: { outDir: aside } });
    putInPlace(aside);
    return ok(null);
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    return refuse(`The client could not be built: ${line ?? ''}`);
  } finally {
    if (said === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = said;
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Of two that were built at once either may stay: they are the same. */
function putInPlace(built: string): void {
  const old = `${built}-old`;
  renameUnless('ENOENT', CLIENT_DIST, old);
  renameUnless('ENOTEMPTY', built, CLIENT_DIST);
  rmSync(old, { recursive: true, force: true });
}

/** Renames a folder, but for one reason not to: another server did the same just now. */
function renameUnless(code: 'ENOENT' | 'ENOTEMPTY', from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  }
}

/**
 * When the latest of the files in these folders was changed, in milliseconds since 1970; what was built is left out, and not looked into,
 * since another server may be putting its own in place.
 */
function newestIn(...folders: string[]): number {
  let newest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (path.startsWith(CLIENT_DIST)) continue;
      if (entry.isDirectory()) newest = Math.max(newest, newestIn(path));
      else if (entry.isFile()) newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return newest;
}
