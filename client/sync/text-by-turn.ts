import { createEncoder } from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import type { Arrivals } from './arrivals.ts';
import { isQuestion } from './watched-socket.ts';

/** Has the text that a connection brings come in by its turn; the server's question for what it lacks is answered at once. */
export function readTextByTurn(provider: WebsocketProvider, arrivals: Arrivals): void {
  const read = provider.messageHandlers[MESSAGE.sync];
  provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, from, emitsSynced, type) => {
    if (isQuestion(decoder)) return read?.(encoder, decoder, from, emitsSynced, type);
    const { ws } = provider;
    return arrivals.bring(() => read?.(createEncoder(), decoder, from, emitsSynced && provider.ws === ws, type));
  };
}
