import { expect, test } from 'vitest';
import { draftId } from '../../shared/base/ids.ts';
import { ok, refuse } from '../../shared/base/result.ts';
import type { DraftInfo } from '../../shared/protocol/api.ts';
import { askedAhead, openedAhead, type OpensDraft } from '../../client/state/ahead.ts';
import type { Api } from '../../client/state/api.ts';
import type { OpenDraft } from '../../client/state/open-draft.ts';
import { Cell } from '../../client/state/readable.ts';
import type { Session } from '../../client/state/session.ts';

const DRAFT = draftId('d-1');

/** An interface that gives each who asks another id to write under, but refuses the first so many. */
function server(refusals = 0): { readonly api: Api; readonly asked: string[] } {
  const asked: string[] = [];
  const draft: Api['draft'] = async (id) => {
    asked.push(id);
    return asked.length <= refusals
      ? refuse({ kind: 'signed-out', code: null, reason: 'Sign in.', clashes: [] })
      : ok({ clientId: asked.length } as DraftInfo);
  };
  return { api: { draft } as Api, asked };
}

async function clientId(api: Api, draft = DRAFT): Promise<number | null> {
  const answer = await api.draft(draft);
  return answer.ok ? answer.value.clientId : null;
}

test('a page that opens on a draft asks for it at once, and uses the answer once', async () => {
  for (const path of ['/drafts/d-1', '/drafts/d-1/projection']) {
    const { api, asked } = server();
    const ahead = askedAhead(api, path);
    expect(asked).toEqual(['d-1']);
    expect([await clientId(ahead), await clientId(ahead)]).toEqual([1, 2]);
  }
});

test('another draft than that of the page is asked for by itself, and so is one that was refused', async () => {
  const { api } = server();
  expect(await clientId(askedAhead(api, '/drafts/d-1'), draftId('d-2'))).toBe(2);
  const refusing = server(1);
  expect(await clientId(askedAhead(refusing.api, '/drafts/d-1'))).toBe(2);
});

test('a page without a draft asks for none', () => {
  for (const path of ['/', '/sign-in', '/preparations/p-1', '/drafts/%20']) {
    const { api, asked } = server();
    expect(askedAhead(api, path)).toBe(api);
    expect(asked).toEqual([]);
  }
});

/** Who sits here, and what was opened: each opening has a number. */
function page(path: string): { session: Cell<Session>; opened: string[]; opens: OpensDraft } {
  const session = new Cell<Session>({ state: 'asking' });
  const opened: string[] = [];
  const opens: OpensDraft = async (id, { seat }, said = '') => {
    const number = opened.push(`${id} ${seat.id} ${said}`.trim());
    return ok({ revision: number } as OpenDraft);
  };
  return { session, opened, opens: openedAhead(opens, path, session) };
}

function signedIn(seat: string): Extract<Session, { state: 'signed-in' }> {
  return { state: 'signed-in', info: { seat: { id: seat } }, registry: {} } as never;
}

async function opening(opens: OpensDraft, who: Session, draft = DRAFT, said?: string): Promise<number | null> {
  if (who.state !== 'signed-in') return null;
  const answer = await opens(draft, { seat: who.info.seat, registry: who.registry }, said);
  return answer.ok ? answer.value.revision : null;
}

test('the draft of the page is opened once it is known who sits here, and handed over once', async () => {
  for (const path of ['/drafts/d-1', '/drafts/d-1/projection']) {
    const { session, opened, opens } = page(path);
    expect(opened).toEqual([]);
    const who = signedIn('s-1');
    session.set(who);
    expect(opened).toEqual(['d-1 s-1']);
    expect(await opening(opens, who)).toBe(1);
    expect(await opening(opens, who, DRAFT, 'The text was fetched anew.')).toBe(2);
    session.set({ state: 'signed-out' });
    session.set(who);
    expect(opened).toEqual(['d-1 s-1', 'd-1 s-1 The text was fetched anew.']);
  }
});

test('nothing is opened ahead for nobody, for a page without a draft, for another draft or seat', async () => {
  const nobody = page('/drafts/d-1');
  nobody.session.set({ state: 'signed-out' });
  nobody.session.set(signedIn('s-1'));
  expect(nobody.opened).toEqual([]);
  const desk = page('/');
  desk.session.set(signedIn('s-1'));
  expect(desk.opened).toEqual([]);
  const other = page('/drafts/d-1');
  other.session.set(signedIn('s-1'));
  expect(await opening(other.opens, signedIn('s-1'), draftId('d-2'))).toBe(2);
  expect(await opening(other.opens, signedIn('s-2'))).toBe(3);
  expect(await opening(other.opens, signedIn('s-1'))).toBe(1);
});
