import { rmSync } from 'node:fs';
import type { Result } from '../../shared/base/result.ts';
import { inProcess, type WorkFault, type ProcessOptions } from '../aside/bounded-process.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';

/**
 * Makes an archive in a process of its own, so that nobody's typing waits for it; `tell` hears of each document. A file that is not whole
 * is not left behind. Rejects where it cannot be written.
 */
export async function makeArchive(
  order: ArchiveOrder,
  options: ProcessOptions<ArchiveProgress>,
): Promise<Result<ArchiveProgress, WorkFault>> {
  let isWhole = false;
  try {
    const made = await inProcess<ArchiveProgress, ArchiveProgress>(
      new URL('./archive-process.ts', import.meta.url),
      order,
      options,
    );
    isWhole = made.ok;
    return made;
  } finally {
    if (!isWhole) rmSync(order.file, { force: true });
  }
}

export const ARCHIVE_WORDS = {
  'of-one': 'An archive of your seat is being written already. Ask for this one when it is done.',
  'of-all': 'Many archives are being written. Try again in a minute.',
  time: 'This archive takes longer to write than the server gives to one. The command line gives it more.',
  memory: 'This archive asks for more memory than the server gives to one. Ask for its drafts one by one.',
} as const;
