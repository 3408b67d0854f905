import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { timer } from '../sync/timer.ts';

/** An answer, with all that it says. */
export interface Heard {
  readonly response: Response;
  readonly text: string;
}

/**
 * Asks, and hears the answer to its end, however slowly it comes. Where nothing comes any more, as on a connection that is dead and was never
 * closed, for so many milliseconds it is given up: whoever waited for it could do nothing else.
 */
export async function heard(
  fetcher: typeof fetch,
  path: string,
  init: RequestInit,
  longest: number,
): Promise<Result<Heard, 'unreached' | 'silent'>> {
  const given = new AbortController();
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel();
    cancel = timer(() => given.abort(), longest);
  };
  try {
    wait();
    const response = await fetcher(path, { ...init, signal: given.signal });
    return ok({ response, text: await textOf(response, wait) });
  } catch {
    return refuse(given.signal.aborted ? 'silent' : 'unreached');
  } finally {
    cancel();
  }
}

/** What an answer says; `onPiece` hears of each piece of it. */
async function textOf({ body }: Response, onPiece: () => void): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
    onPiece();
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}
