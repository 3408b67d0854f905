import { pino, type Logger } from 'pino';

/** Where the server says what happened to it; never any text, token or cookie. */
export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

/** How much is said. `silent`: nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A log on standard error, one JSON object a line. */
export function stderrLog(level: LogLevel): Log {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
}

/** What an error is, without its message, which may quote the text. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
