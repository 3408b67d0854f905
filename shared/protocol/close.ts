/** What a server says that ends a session under an open socket: it has all that it had acknowledged there. Any other has yet to tell what it has. */
export const SIGNED_OUT = 'signed out';

/** Why the server closes a socket. y-websocket treats 4400 to 4499 as final and does not try again. */
export const CLOSE = {
  /** The bytes are no message of this protocol, or no update the text can take. */
  malformed: 4400,
  /** No session, or it was revoked: sign in. */
  signIn: 4401,
  /** Not a room of this seat, or a write on a room that it may only read. */
  forbidden: 4403,
  /** No such room. */
  unknown: 4404,
  /** The update carries a client id that belongs to another seat. */
  foreignClient: 4409,
  /** The preparation was tabled or discarded: its room is no more. */
  gone: 4410,
  /** The revision was issued and is frozen: what is written goes into the next one. */
  frozen: 4411,
  /** Larger than a message may be. */
  tooLarge: 4413,
  /** The client is of a version that the server does not work with any more, or not yet: reload the page. */
  outdated: 4426,
  /** More at once than a person sends, or more connections than one seat needs. */
  tooMuch: 4429,
  /** The server could not keep what it was sent; the client tries again. */
  failed: 4500,
  /** The server has no room for one more just now; the client tries again. */
  full: 4503,
  /** The client did not read what it was sent; it comes back and gets the difference. */
  slow: 4508,
} as const;
