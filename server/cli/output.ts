import { writeSync } from 'node:fs';

/** Writes to standard output and gives false where nobody reads it any more (`travaux export … | head`). */
export function print(text: string): boolean {
  return write(STDOUT, `${text}\n`);
}

/** Writes one line to standard error. */
export function complain(text: string): void {
  write(STDERR, `travaux: ${text}\n`);
}

const STDOUT = 1;
const STDERR = 2;

function write(fd: number, text: string): boolean {
  const bytes = Buffer.from(text, 'utf8');
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // A pipe that is full, or that a non-blocking parent holds: try again.
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return false;
      throw error;
    }
  }
  return true;
}
