import { expect, test } from 'vitest';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import { replay } from '../../shared/record/evolve.ts';
import { onlyDraft, serve, signIn, temporaryFolder } from './harness.ts';

test('[C3] a new store begins with a draft that has been negotiated, once', async () => {
  const folder = temporaryFolder();
  let server = await serve(folder.path, { sample: true });
  let observer = await signIn(server, 'observer');
  const draft = await onlyDraft(observer);
  const { entries } = (await observer.get<RecordSlice>(`/api/drafts/${draft}/record`)).body;
  const states = [...replay(entries).proposals.values()].map((proposal) => proposal.status.state);
  expect(new Set(states)).toEqual(new Set(['open', 'accepted', 'dropped', 'withdrawn', 'fell']));
  const types = new Set(entries.map((entry) => entry.event.type));
  for (const type of [
    'ProposalReopened',
    'ProposalAcceptedAsAmended',
    'PositionTaken',
    'ProposalAttributed',
    'ClauseEdited',
    'ProposalTabled',
  ] as const) {
    expect(types.has(type)).toBe(true);
  }
  expect(entries.every((entry, index) => index === 0 || entry.at >= (entries[index - 1]?.at ?? ''))).toBe(true);
  await server.stop();

  server = await serve(folder.path, { sample: true });
  observer = await signIn(server, 'observer');
  expect(await onlyDraft(observer)).toBe(draft);
  await server.stop();
  folder.forget();
});
