import type { DraftInfo } from '../../shared/protocol/api.ts';
import type { Random } from '../processes/random.ts';

/** A request that somebody made by hand. */
export interface SpoiledRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e300,
  2 ** 53,
  0.5,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "'; DROP TABLE drafts; --",
  '<script>alert(1)</script>',
  'x'.repeat(70_000),
  [],
  {},
  [[[]]],
  { type: 'accept' },
  { length: 2 ** 31 },
];

const TYPES = [
  'attribute',
  'take-position',
  'withdraw',
  'accept',
  'accept-as-amended',
  'drop',
  'reopen',
  'sponsor',
  'leave',
  'table',
  'issue-revision',
  'restore-revision',
  'begin-silence',
  'break-silence',
  'open-vote',
  'cast-vote',
  'set-lens',
  'set-length-limit',
  'agree',
  'merge',
  'refer',
  'renumber',
  'undo-renumbering',
  'set-ladder',
  'open-meeting',
  'close-meeting',
  'begin-reading',
  'close-reading',
  'tie-package',
  'pack-clauses',
  'decide-together',
  'note-tombstone',
  'mark-alternative',
  '__proto__',
  'constructor',
];

const FIELDS = [
  'proposal',
  'version',
  'falls',
  'rationale',
  'ground',
  'symbol',
  'revision',
  'clauses',
  'deadline',
  'position',
  'proposer',
  'onBehalfOf',
  'participant',
  'lens',
  'reason',
  'entry',
  'vote',
  'silence',
  'rung',
  'rungs',
  'choice',
  'proposals',
  'into',
  'title',
  'name',
  'preparation',
  'amendment',
  '__proto__',
  'toString',
];

/** A value in JSON that hardly anybody would send. */
export function spoiledJson(random: Random, depth = 0): string {
  if (depth < 3 && random.chance(0.3)) return `[${spoiledJson(random, depth + 1)},${spoiledJson(random, depth + 1)}]`;
  if (random.chance(0.03)) return random.pick(['{', '1e999', 'NaN', '[1,', '"\\u00"', '[['.repeat(3_000), '{"a":'.repeat(3_000)]);
  return JSON.stringify(random.pick(STRANGE)) ?? 'null';
}

/** A request to some address of the interface: right in some parts, spoiled in others. */
export function spoiledRequest(
  random: Random,
  { draft, info, url }: { readonly draft: string; readonly info: Pick<DraftInfo, 'entries'>; readonly url: string },
): SpoiledRequest {
  const id = (right: string): string =>
    random.chance(0.6) ? right : encodeURIComponent(String(random.pick(STRANGE)).slice(0, 400).toWellFormed());
  const number = (): string =>
    random.pick(['0', '1', '2', '-1', '1e3', '99999999999999999999', '', 'NaN', '%00', '1,1', '0x1', '٣']);
  const one = id(draft);
  const gets = [
    `/api/drafts/${one}`,
    `/api/drafts/${one}/record?after=${number()}`,
    `/api/drafts/${one}/export?format=${id('clean')}&revision=${number()}&entry=${number()}&lens=${id('named')}`,
    `/api/drafts/${one}/text?at=${id('now')}&revision=${number()}`,
    `/api/drafts/${one}/compare?from=${id('entry-1')}&to=${id('now')}`,
    `/api/drafts/${one}/compare?from=entry-${number()}&to=revision-${number()}`,
    `/api/drafts/${one}/silences/${number()}/certificate`,
    `/api/drafts/${one}/look`,
    `/api/preparations/${id('w-none')}`,
    `/api/archives/${id('none')}/file`,
    '/api/desk',
    '/api/recoveries',
    '/api/seats',
    '/metrics',
    `/${id('x')}`,
    `/assets/${id('..%2f..%2fpackage.json')}`,
    '/sync/text/x',
  ];
  const posts = [
    `/api/drafts/${one}/commands`,
    `/api/drafts/${one}/commands`,
    `/api/drafts/${one}/commands`,
    `/api/drafts/${one}/preparations`,
    `/api/drafts/${one}/look`,
    `/api/preparations/${id('w-none')}/acts`,
    '/api/drafts',
    '/api/archives',
  ];
  const method = random.pick(['GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);
  const path =
    method === 'POST'
      ? random.pick(posts)
      : method === 'DELETE'
        ? random.pick([`/api/recoveries/${id('r-none')}`, `/api/preparations/${id('w-none')}`, `/api/archives/${id('none')}`])
        : random.pick(gets);
  const entries = info.entries.length;
  const fields = Array.from({ length: random.below(6) }, () => {
    const field = random.pick(FIELDS);
    return `${JSON.stringify(field)}:${random.chance(0.3) ? String(random.below(entries + 3)) : spoiledJson(random)}`;
  });
  const body = random.chance(0.1)
    ? spoiledJson(random)
    : `{${[`"type":${random.chance(0.9) ? JSON.stringify(random.pick(TYPES)) : spoiledJson(random)}`, ...fields].join(',')}}`;
  const headers: Record<string, string> = random.pick([
    { 'content-type': 'application/json' },
    { 'content-type': 'application/json' },
    { 'content-type': 'application/json' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    { 'content-type': 'application/json', origin: 'http://elsewhere.example' },
    { 'content-type': 'application/json', origin: `${url}.elsewhere.example` },
    { 'content-type': 'application/json', 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'elsewhere.example' },
    { 'content-type': 'application/json', 'x-http-method-override': 'DELETE' },
    { 'content-type': 'application/json', accept: '*/*'.repeat(500), range: 'bytes=0-1,5-99999999999' },
  ]);
  return { method, path, headers, body: method === 'POST' || method === 'PUT' || method === 'PATCH' ? body : undefined };
}
