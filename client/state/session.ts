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
  | { readonly state: 'unreachable'; readonly failure: Failure }
  | { readonly state: 'signed-in'; readonly info: SessionInfo; readonly registry: Registry };

/** Asks who sits here, again and again where the server is not reached, and is told when somebody signs in. */
export class SessionStore {
  readonly session: Readable<Session>;
  readonly #cell = new Cell<Session>({ state: 'asking' });
  readonly #api: Api;
  readonly #again: (attempts: number) => Promise<void>;
  #asked = 0;

  /** `again` resolves once it is worth asking again, behind so many attempts (from 0). */
  constructor(api: Api, again: (attempts: number) => Promise<void>) {
    this.#api = api;
    this.#again = again;
    this.session = this.#cell;
  }

  async ask(): Promise<void> {
    this.#cell.set({ state: 'asking' });
    this.#asked += 1;
    await this.#ask(this.#asked, 0);
  }

  async #ask(asked: number, attempts: number): Promise<void> {
    const answer = await this.#api.session();
    if (asked !== this.#asked) return;
    if (answer.ok) this.signedIn(answer.value);
    else if (answer.refusal.kind === 'signed-out') this.signedOut();
    else this.#cell.set({ state: 'unreachable', failure: answer.refusal });
    if (answer.ok || answer.refusal.kind !== 'unreachable') return;
    void this.#again(attempts).then(() => (asked === this.#asked ? this.#ask(asked, attempts + 1) : undefined));
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
