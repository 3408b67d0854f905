import type { IncomingHttpHeaders } from 'node:http';

/** Whether a page of this very server asks: the request's Origin names the host it was sent to. */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}

/** As `isSameOrigin`; a request without Origin passes where the browser vouches for it in Sec-Fetch-Site. */
export function mayAct(headers: IncomingHttpHeaders): boolean {
  return headers.origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : isSameOrigin(headers);
}
