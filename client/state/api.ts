import type { DraftId, ParticipantId, PreparationId, SeatId } from '../../shared/base/ids.ts';
import { SEAT_HEADER } from '../../shared/protocol/acting-seat.ts';
import type { DraftingAct } from '../../shared/record/drafting.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type {
  ArchiveInfo,
  ArchiveRequest,
  BringingRequest,
  BroughtReport,
  Comparison,
  Desk,
  Done,
  DraftInfo,
  ImportReport,
  ImportRequest,
  Look,
  PreparationInfo,
  PrepareRequest,
  RecordSlice,
  Refused,
  SeatList,
  SessionInfo,
  WordImportRequest,
} from '../../shared/protocol/api.ts';
import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import type { Recoveries } from '../../shared/protocol/recovery.ts';
import type { Clash } from '../../shared/proposals/placing.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { heard } from './heard.ts';

/** Why an answer did not come: said by the server in words for the person, or the server was not reached. */
export interface Failure {
  readonly kind: 'refused' | 'signed-out' | 'unreachable';
  readonly code: Refusal['code'] | null;
  readonly reason: string;
  readonly clashes: readonly Clash[];
}

type Answer<T> = Promise<Result<T, Failure>>;

/** The server's interface. Every failure is a value. */
export interface Api {
  /** The time as the server last had it, in milliseconds since 1970: deadlines are by its clock, and a device's own may be wrong. */
  now(): number;
  session(): Answer<SessionInfo>;
  signIn(token: string): Answer<SessionInfo>;
  signOut(): Answer<null>;
  desk(): Answer<Desk>;
  draft(draft: DraftId): Answer<DraftInfo>;
  recordAfter(draft: DraftId, after: number): Answer<RecordSlice>;
  compare(draft: DraftId, from: Moment, to: Moment): Answer<Comparison>;
  command(draft: DraftId, command: Command): Answer<Done>;
  importDraft(request: ImportRequest): Answer<ImportReport>;
  importWord(request: WordImportRequest): Answer<ImportReport>;
  /** Brings amendments home from a Word file; without choices it is only looked at. */
  bring(draft: DraftId, request: BringingRequest): Answer<BroughtReport>;
  prepare(draft: DraftId, request: PrepareRequest): Answer<PreparationInfo>;
  preparation(preparation: PreparationId): Answer<PreparationInfo>;
  discard(preparation: PreparationId): Answer<null>;
  /** How far one's own seat has read a draft's record. */
  look(draft: DraftId): Answer<Look>;
  see(draft: DraftId, seen: number): Answer<Look>;
  /** What a delegation does about a preparation, apart from writing in it. */
  draftingAct(preparation: PreparationId, act: DraftingAct): Answer<null>;
  seats(): Answer<SeatList>;
  /** Says for which groups a seat may speak. */
  giveMandates(seat: SeatId, groups: readonly ParticipantId[]): Answer<null>;
  /** Words of one's own that the server keeps. */
  recoveries(): Answer<Recoveries>;
  discardRecovery(id: string): Answer<null>;
  /** Has an archive made; how far it is, and that it is not wanted any more. */
  beginArchive(request: ArchiveRequest): Answer<ArchiveInfo>;
  archive(id: string): Answer<ArchiveInfo>;
  discardArchive(id: string): Answer<null>;
}

/** What cannot be done because words that were typed before it are not the server's yet. */
export function tooEarly(why: string): Failure {
  return unreached(why);
}

/** The interface over HTTP. Once it is known who sits here, all that is asked says for whom, so that it is not taken for whoever signs in in another tab. */
export function httpApi(fetcher: typeof fetch): Api {
  let seat: SeatId | null = null;
  /** By how much the server's clock is ahead of this device's, in milliseconds. */
  let ahead = 0;
  const timed: typeof fetch = async (path, init) => {
    const response = await fetcher(path, init);
    const said = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(said)) ahead = said - Date.now();
    return response;
  };
  const asSeat: typeof fetch = (path, init) => {
    const headers = new Headers(init?.headers);
    if (seat !== null) headers.set(SEAT_HEADER, seat);
    return timed(path, { ...init, headers });
  };
  const sitting = async (asked: Answer<SessionInfo>): Answer<SessionInfo> => {
    const answer = await asked;
    if (answer.ok) seat = answer.value.seat.id;
    return answer;
  };
  const get = <T>(path: string): Answer<T> => ask<T>(asSeat, path, { method: 'GET' });
  const post = <T>(path: string, body: unknown): Answer<T> => ask<T>(asSeat, path, posted(body));
  const send = <T>(path: string, file: unknown): Answer<T> => ask<T>(asSeat, path, posted(file), WHILE_FILES_ARE_READ);
  return {
    now: () => Date.now() + ahead,
    session: () => sitting(ask(timed, '/api/session', { method: 'GET' })),
    signIn: (token) => sitting(ask(timed, '/api/session', posted({ token }))),
    signOut: () => ask(asSeat, '/api/session', { method: 'DELETE' }),
    desk: () => get('/api/desk'),
    draft: (draft) => get(`/api/drafts/${draft}`),
    recordAfter: (draft, after) => get(`/api/drafts/${draft}/record?after=${after}`),
    compare: (draft, from, to) => get(`/api/drafts/${draft}/compare?from=${momentWord(from)}&to=${momentWord(to)}`),
    command: (draft, command) => post(`/api/drafts/${draft}/commands`, command),
    importDraft: (request) => send('/api/drafts', request),
    importWord: (request) => send('/api/drafts/word', request),
    bring: (draft, request) => send(`/api/drafts/${draft}/amendments`, request),
    prepare: (draft, request) => post(`/api/drafts/${draft}/preparations`, request),
    preparation: (preparation) => get(`/api/preparations/${preparation}`),
    discard: (preparation) => ask(asSeat, `/api/preparations/${preparation}`, { method: 'DELETE' }),
    look: (draft) => get(`/api/drafts/${draft}/look`),
    see: (draft, seen) => post(`/api/drafts/${draft}/look`, { seen }),
    draftingAct: (preparation, act) => post(`/api/preparations/${preparation}/acts`, act),
    seats: () => get('/api/seats'),
    giveMandates: (whose, groups) =>
      ask(asSeat, `/api/seats/${whose}/mandates`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ groups }),
      }),
    recoveries: () => get('/api/recoveries'),
    discardRecovery: (id) => ask(asSeat, `/api/recoveries/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    beginArchive: (request) => send('/api/archives', request),
    archive: (id) => get(`/api/archives/${id}`),
    discardArchive: (id) => ask(asSeat, `/api/archives/${id}`, { method: 'DELETE' }),
  };
}

function posted(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** How long nothing may come of an answer, in milliseconds, before it counts as none: as long as a socket may be silent. */
const LONGEST_SILENCE = 30_000;
/** And where a file takes its time to come there, waits for its turn and is read before anything is answered, or every draft is looked at. */
const WHILE_FILES_ARE_READ = 1_200_000;

const NOT_REACHED = 'The server cannot be reached. Nothing is known to have changed; try again.';
const MAY_BE_DONE = 'The server has not answered. It may have been done all the same: look before you try again.';

async function ask<T>(fetcher: typeof fetch, path: string, init: RequestInit, silence = LONGEST_SILENCE): Answer<T> {
  const answer = await heard(fetcher, path, { ...init, credentials: 'same-origin' }, silence);
  if (!answer.ok) return refuse(unreached(answer.refusal === 'silent' && init.method !== 'GET' ? MAY_BE_DONE : NOT_REACHED));
  const { response, text } = answer.value;
  const body = response.status === NO_CONTENT ? null : parsed(text);
  if (!response.ok) return refuse(failureOf(response.status, body));
  // A network that wants one to sign in to it answers in the place of whoever is asked, and says that all is well.
  return body === undefined
    ? refuse(
        unreached(
          'Something else answered in place of the server; this network may want you to sign in to it. Nothing is known to have changed; try again.',
        ),
      )
    : ok(body as T);
}

const NO_CONTENT = 204;

/** What a text in JSON says; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreached(reason: string): Failure {
  return { kind: 'unreachable', code: null, reason, clashes: [] };
}

function failureOf(status: number, body: unknown): Failure {
  const refused = isRefused(body) ? body : null;
  const clashes = refused?.clashes ?? [];
  if (status === 401)
    return {
      kind: 'signed-out',
      code: null,
      reason: refused?.refusal.reason ?? 'Your session has ended. Sign in again to go on.',
      clashes,
    };
  if (refused !== null) return { kind: 'refused', code: refused.refusal.code, reason: refused.refusal.reason, clashes };
  if (status === 429)
    return { kind: 'refused', code: null, reason: 'Too many requests in a short time. Wait a minute, then try again.', clashes };
  return unreached(`The server could not answer (${status}). Nothing is known to have changed; try again.`);
}

function isRefused(body: unknown): body is Refused {
  return (
    typeof body === 'object' &&
    body !== null &&
    'refusal' in body &&
    typeof body.refusal === 'object' &&
    body.refusal !== null &&
    'reason' in body.refusal
  );
}
