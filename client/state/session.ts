import type { Registry } from '../../shared/participants/registry.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { SessionInfo } from '../../shared/protocol/api.ts';
import type { Api, Failure } from './api.ts';
import { Cell, type Readable } from './readable.ts';

/** Who sits at this screen. */
export type Session =
  | { readonly state: 'asking' }
  /** `left`: by one's own act, in this page. */
  | { readonly state: 'signed-out'; readonly left?: true }
  | { readonly state: 'unreachable'; readonly reason: string }
  | { readonly state: 'signed-in'; readonly info: SessionInfo; readonly registry: Registry };

/** Asks once who sits here, and is told when somebody signs in. */
export class SessionStore {
  readonly session: Readable<Session>;
  readonly #cell = new Cell<Session>({ state: 'asking' });
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
    this.session = this.#cell;
  }

  async ask(): Promise<void> {
    this.#cell.set({ state: 'asking' });
    const answer = await this.#api.session();
    if (answer.ok) this.signedIn(answer.value);
    else if (answer.refusal.kind === 'signed-out') this.signedOut();
    else this.#cell.set({ state: 'unreachable', reason: answer.refusal.reason });
  }

  signedIn(info: SessionInfo): void {
    this.#cell.set({ state: 'signed-in', info, registry: registry(info.participants) });
  }

  /** Ends the session, on the server too. The failure where it could not be told. */
  async signOut(): Promise<Failure | null> {
    const answer = await this.#api.signOut();
    if (!answer.ok && answer.refusal.kind !== 'signed-out') return answer.refusal;
    this.#cell.set({ state: 'signed-out', left: true });
    return null;
  }

  signedOut(): void {
    this.#cell.set({ state: 'signed-out' });
  }
}
