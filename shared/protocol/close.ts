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
  /** Larger than a message may be. */
  tooLarge: 4413,
  /** The server could not keep what it was sent; the client tries again. */
  failed: 4500,
} as const;
