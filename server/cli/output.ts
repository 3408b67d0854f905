import { renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { asOneLine, readable } from '../../shared/text/clause-words.ts';

/**
 * Writes to standard output and gives false where nobody reads it any more (`travaux export … | head`). What steers a terminal, or turns words
 * round on it, is none of a sentence, whatever stands in the names of files and authors.
 */
export function print(text: string): boolean {
  return write(STDOUT, `${readable(text)}\n`);
}

/**
 * Writes to a file, whole or not at all, or to standard output where none is named. A device or a pipe is written to as it is. Throws where
 * the file cannot be written.
 */
export function deliver(out: string | null, content: string | Uint8Array): void {
  if (out === null) {
    write(STDOUT, content);
    return;
  }
  if (statSync(out, { throwIfNoEntry: false })?.isFile() === false) return writeFileSync(out, content);
  const partial = `${out}.partial-${process.pid}`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, out);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Writes one line to standard error, whatever stands in the names of files. */
export function complain(text: string): void {
  write(STDERR, `travaux: ${asOneLine(text)}\n`);
}

/** Says on standard error how far something is: on a terminal in one line, which the next replaces. */
export function progress(text: string, isLast: boolean): void {
  write(STDERR, process.stderr.isTTY ? `\r${text}${isLast ? '\n' : ''}` : `${text}\n`);
}

const STDOUT = 1;
const STDERR = 2;

function write(fd: number, content: string | Uint8Array): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
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
