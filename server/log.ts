import { pino, type Logger } from 'pino';

/** Where the server says what happened to it; never any text, token or cookie. */
export type Log = Pick<Logger, 'error' | 'warn' | 'info'>;

/** A log on standard error, one JSON object a line. */
export function stderrLog(level: 'info' | 'warn' | 'silent'): Log {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
}

/** What an error is, without its message, which may quote the text. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
