import { rmSync } from 'node:fs';

/**
 * Removes what a server or a command that stops would leave behind, a file or a folder, where it can be reached: the data folder may be another by
 * now, or none that can be entered. What a server left the next start replaces.
 */
export function tidyAway(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Nothing that stops may fail for it.
  }
}
