import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of this very server asks: its Origin is the address by which people reach the server, or names the host that was asked.
 * A proxy may ask for another host than people did; a page of that host that came without its https is none of this server.
 */
export function isSameOrigin({ origin, host }: IncomingHttpHeaders, publicOrigin: string | null): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicOrigin !== null && from.host === new URL(publicOrigin).host) return from.origin === publicOrigin;
  return from.host === host;
}

/** As `isSameOrigin`; a request without Origin passes where the browser vouches for it in Sec-Fetch-Site. */
export function mayAct(headers: IncomingHttpHeaders, publicOrigin: string | null): boolean {
  return headers.origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : isSameOrigin(headers, publicOrigin);
}
