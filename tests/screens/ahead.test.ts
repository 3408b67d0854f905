import { expect, test } from 'vitest';
import { draftId } from '../../shared/base/ids.ts';
import { ok, refuse } from '../../shared/base/result.ts';
import type { DraftInfo } from '../../shared/protocol/api.ts';
import { askedAhead } from '../../client/state/ahead.ts';
import type { Api } from '../../client/state/api.ts';

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
