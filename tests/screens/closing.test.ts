import { expect, test } from 'vitest';
import { closingOf } from '../../client/sync/closing.ts';
import { CLOSE } from '../../shared/protocol/close.ts';

test('[S18] after a final close what is unsent stays where it can be sent another time, and goes to the tray where nobody will take it', () => {
  const stays = new Set<number>([CLOSE.signIn, CLOSE.outdated, CLOSE.tooMuch]);
  const final = Object.values(CLOSE).filter((code) => code >= 4400 && code < 4500);
  expect(final.length).toBeGreaterThan(8);
  for (const code of final) {
    const expected = stays.has(code) ? 'stays' : code === CLOSE.frozen ? 'frozen' : 'refused';
    expect([code, closingOf(code).unsent]).toEqual([code, expected]);
  }
  expect(closingOf(CLOSE.outdated).why).toMatch(/reload/i);
});
