import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page of this server may load and do: scripts, styles and fonts of its own files, its own interface and sockets, nothing else. */
export function securityHeaders(options: { readonly secure: boolean; readonly publicOrigin: string | null }): RequestHandler {
  const scheme = options.secure ? 'wss' : 'ws';
  const publicHost = options.publicOrigin === null ? null : new URL(options.publicOrigin).host;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Not every browser counts a socket of the same host as 'self'.
        connectSrc: ["'self'", (request) => `${scheme}://${publicHost ?? hostOf(request)}`],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // The address bar of a sign-in carries a token in its fragment; no address goes to anyone else.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.secure,
  });
}

/** The host a request names, where it can be no more than a host: it becomes part of a policy. */
function hostOf({ headers: { host } }: IncomingMessage): string {
  return host !== undefined && /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host) ? host : 'localhost';
}
