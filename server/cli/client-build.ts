import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const CLIENT = join(PROJECT, 'client');

/** Where the built client lies. */
export const CLIENT_DIST = join(CLIENT, 'dist');

/** Builds the client where it is not built, or its sources have changed since. Says in a sentence where that fails. */
export async function buildClientIfStale(): Promise<Result<null, string>> {
  const built = join(CLIENT_DIST, 'index.html');
  const config = join(CLIENT, 'vite.config.ts');
  if (!existsSync(config)) return existsSync(built) ? ok(null) : refuse(`The client cannot be built: ${config} is missing.`);
  if (existsSync(built) && newestIn(CLIENT, join(PROJECT, 'shared')) <= statSync(built).mtimeMs) return ok(null);
  try {
    const { build } = await import('vite');
    await build({ configFile: config, root: CLIENT, logLevel: 'silent' });
    return ok(null);
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    return refuse(`The client could not be built: ${line ?? ''}`);
  }
}

/** When the latest of the files in these folders was changed, in milliseconds since 1970; what was built is left out. */
function newestIn(...folders: string[]): number {
  let newest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !path.startsWith(CLIENT_DIST)) newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return newest;
}
