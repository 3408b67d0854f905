import { WebSocket } from 'ws';
import type { SeatLink } from '../e2e/travaux.ts';

/** Somebody who is signed in. The session outlives a restart of the server. */
export class Person {
  readonly name: string;
  readonly url: string;
  readonly cookie: string;

  private constructor(name: string, url: string, cookie: string) {
    this.name = name;
    this.url = url;
    this.cookie = cookie;
  }

  /** Trades the link of a seat for a session. */
  static async signIn(url: string, seat: SeatLink): Promise<Person> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ token: seat.link.split('#')[1] }),
    });
    if (response.status !== 200) throw new Error(`sign-in: ${response.status}`);
    return new Person(seat.name, url, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }

  /** The same person by another address of the server, such as that of a proxy. */
  at(url: string): Person {
    return new Person(this.name, url, this.cookie);
  }

  /** Rejects where the server does not answer. */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T }> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.url,
        connection: 'close',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** A class of sockets that carry this person's cookie; `onSend` sees all that goes out, and says whether it may. */
  socketClass(onSend: (bytes: Uint8Array) => boolean): typeof globalThis.WebSocket {
    const headers = { cookie: this.cookie, origin: this.url };
    return class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers });
      }
      override send(data: never): void {
        if (onSend(data)) super.send(data);
      }
    } as unknown as typeof globalThis.WebSocket;
  }
}
