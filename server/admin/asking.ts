import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { refuse, type Result } from '../../shared/base/result.ts';
import { Checkpoints } from '../checkpoints/checkpoints.ts';
import { signingKey } from '../checkpoints/signing-key.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { openStore } from '../store/sqlite.ts';
import { administer, type AdminAnswers, type AdminRequest } from './administration.ts';
import { socketPath } from './channel.ts';

/** Asks the server that runs on a data folder; where none does, does it on the store itself. */
export async function askFolder<Ask extends AdminRequest['ask']>(
  folder: string,
  asked: Extract<AdminRequest, { ask: Ask }>,
): Promise<Result<AdminAnswers[Ask], string>> {
  const opened = openStore(folder, { create: false });
  if (!opened.ok) return opened.refusal.code === 'in-use' ? askServer(folder, asked) : refuse(opened.refusal.reason);
  const store = opened.value;
  try {
    const key = signingKey(folder, { create: true });
    if (!key.ok) return key;
    const checkpoints = new Checkpoints(store, SYSTEM_CLOCK, key.value);
    const done = await administer(asked, { store, clock: SYSTEM_CLOCK, checkpoints, running: null });
    return done as Result<AdminAnswers[Ask], string>;
  } finally {
    store.close();
  }
}

function askServer<Ask extends AdminRequest['ask']>(
  folder: string,
  asked: AdminRequest,
): Promise<Result<AdminAnswers[Ask], string>> {
  const path = socketPath(folder);
  const unheard: Result<never, string> = refuse(
    `the data folder ${folder} is in use by another process, and that is no server which can be spoken to.`,
  );
  const cutOff: Result<never, string> = refuse(`the server on the data folder ${folder} ended before it had answered.`);
  if (path === null) return Promise.resolve(unheard);
  return new Promise((resolve) => {
    const call = request({ socketPath: path, method: 'POST', path: '/' }, (response) => {
      // The server's own program wrote it: nobody else can open that socket.
      text(response).then(
        (body) => resolve(JSON.parse(body) as Result<AdminAnswers[Ask], string>),
        () => resolve(cutOff),
      );
    });
    call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNRESET' ? cutOff : unheard));
    call.end(JSON.stringify(asked));
  });
}
