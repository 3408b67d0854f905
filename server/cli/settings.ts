import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { LOG_LEVELS, type LogLevel } from '../log.ts';

/** What the environment says about a server. */
export interface Settings {
  readonly publicUrl: string | null;
  readonly logLevel: LogLevel;
  readonly metricsToken: string | null;
  readonly drainMs: number;
  readonly limits: Pick<Limits, 'messages' | 'bytes' | 'questions'>;
}

const SHORTEST_TOKEN = 16;
/** What a header carries as it is, to whoever parts it at spaces. */
const BEARABLE = /^[!-~]*$/;
const LONGEST_DRAIN = 600_000;

/** Reads the environment, or says in a sentence what is wrong with it. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Result<Settings, string> {
  const { TRAVAUX_URL: url, TRAVAUX_LOG: log = 'info', TRAVAUX_METRICS_TOKEN: token = '' } = env;
  if (url !== undefined && !isWebAddress(url)) return refuse('TRAVAUX_URL is no address that begins with http:// or https://.');
  if (url !== undefined && hasMore(url))
    return refuse(`TRAVAUX_URL is the address of a whole host, such as ${new URL(url).origin}, with nothing behind it.`);
  const logLevel = LOG_LEVELS.find((level) => level === log);
  if (logLevel === undefined) return refuse(`TRAVAUX_LOG is one of ${LOG_LEVELS.join(', ')}.`);
  if (token !== '' && token.length < SHORTEST_TOKEN)
    return refuse(`TRAVAUX_METRICS_TOKEN has fewer than ${SHORTEST_TOKEN} characters.`);
  if (!BEARABLE.test(token))
    return refuse('TRAVAUX_METRICS_TOKEN has a space or a letter beyond ASCII in it, with which no request can bear it.');
  const drainMs = numberIn(env['TRAVAUX_DRAIN_MS']) ?? 0;
  if (!Number.isInteger(drainMs) || drainMs < 0 || drainMs > LONGEST_DRAIN)
    return refuse(`TRAVAUX_DRAIN_MS is a number from 0 to ${LONGEST_DRAIN}.`);
  const rate = numberIn(env['TRAVAUX_MESSAGE_RATE']) ?? LIMITS.messages.perSecond;
  if (!Number.isInteger(rate) || rate < 0) return refuse('TRAVAUX_MESSAGE_RATE is a number from 0.');
  return ok({
    publicUrl: url === undefined ? null : new URL(url).origin,
    logLevel,
    metricsToken: token === '' ? null : token,
    drainMs,
    limits: limitsFor(rate),
  });
}

/** A number as it is said; null where nothing is: what is empty would count as 0, which lifts a limit. */
function numberIn(said: string | undefined): number | null {
  return said === undefined || said.trim() === '' ? null : Number(said);
}

/** `localhost:8080` parses, too: as an address of a scheme that is called so. */
function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

/** Pages and their addresses stand at the root of a host: links made of another place would lead nowhere. */
function hasMore(url: string): boolean {
  const { username, password, pathname, search, hash } = new URL(url);
  return pathname !== '/' || [username, password, search, hash].some((part) => part !== '');
}

/** At 0 nothing is limited; else the burst grows with the rate. */
function limitsFor(rate: number): Settings['limits'] {
  if (rate === 0) return { messages: UNLIMITED, bytes: UNLIMITED, questions: UNLIMITED };
  const { messages, bytes, questions } = LIMITS;
  const burst = Math.ceil((messages.burst * rate) / messages.perSecond);
  return { messages: { perSecond: rate, burst }, bytes, questions };
}

const UNLIMITED = { perSecond: Infinity, burst: Infinity };
