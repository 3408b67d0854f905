import { expect, it } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { commandSchema } from '../../shared/protocol/parsing.ts';
import { wholeVersion } from '../../shared/record/text-reading.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { clause, imported, stateOf } from '../projection/built.ts';

it('[R5] [L5] [Q1] [Y4] what a decision is bound to is a whole digest, of which nobody can find two wordings; a part of one is none', () => {
  const text = [clause('c1', 'The Council <a shall> meet.')];
  const version = proposalVersion(text, proposalId('a'));
  const whole = [
    version,
    clauseVersion(text[0]!, () => 'open'),
    wholeVersion([{ clause: text[0]!.id, version }]),
    planRenumbering(text, stateOf(imported('a')), proposalId('r')).version,
  ];
  for (const one of whole) expect(one).toMatch(/^[0-9a-f]{64}$/);
  const accept = (named: string) => ({ type: 'accept', proposal: 'a', version: named, falls: [] });
  expect(commandSchema.safeParse(accept(version)).success).toBe(true);
  expect(commandSchema.safeParse(accept(version.slice(0, 16))).success).toBe(false);
});
