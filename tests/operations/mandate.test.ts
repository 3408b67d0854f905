import { expect, test } from 'vitest';
import { serve, temporaryFolder } from '../server/harness.ts';
import { travaux } from './command.ts';

test('[U5] the operator says for which groups a seat speaks, by code or name, while the server runs and while it does not', async () => {
  const folder = temporaryFolder();
  const server = await serve(folder.path);
  const mandate = (groups: string, seat = 'japan') => travaux('mandate', seat, '--for', groups, '--data', folder.path);
  try {
    expect(await mandate('G77, African Group')).toMatchObject({ code: 0, out: 'japan speaks for G77, AGN.\n' });
    expect(await mandate('Norway')).toMatchObject({ code: 2 });
    expect(await mandate('Nobody')).toMatchObject({ code: 2 });
    expect(await mandate('G77', 'chair')).toMatchObject({ code: 2 });
  } finally {
    await server.stop();
  }
  const seats = async () =>
    JSON.parse((await travaux('seats', '--json', '--data', folder.path)).out) as { seat: string; mandates: string[] }[];
  expect((await seats()).find(({ seat }) => seat === 'japan')?.mandates).toEqual(['G77', 'AGN']);
  expect(await mandate('')).toMatchObject({ code: 0, out: 'japan speaks for no group.\n' });
  expect((await seats()).find(({ seat }) => seat === 'japan')?.mandates).toEqual([]);
  folder.forget();
});
