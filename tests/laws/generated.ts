import fc from 'fast-check';
import { clauseId, participantId, proposalId, seatId, type ProposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Actor } from '../../shared/record/event.ts';
import { joinRuns, sortedIds, type Clause, type Run } from '../../shared/text/clause.ts';

/** Small vocabularies make collisions, which is what the laws are about. */
const WORDS = ['the', 'Commission', 'shall', 'should', 'may', 'report', 'annually', 'to', 'Parties', 'in', 'good', 'faith'];
const IDS = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'].map(proposalId);

const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((list) => `${list.join(' ')} `);

const run: fc.Arbitrary<Run> = fc.record({
  text: words,
  insertions: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }).map(sortedIds),
  deletions: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 1 }).map(sortedIds),
});

/** Clauses whose runs carry any of six proposals, nested and crossing. */
export const clauses: fc.Arbitrary<Clause[]> = fc
  .array(fc.array(run, { maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((list) =>
    list.map((runs, index) => ({
      id: clauseId(`c${index}`),
      kind: 'paragraph' as const,
      level: 0,
      label: '',
      runs: joinRuns(runs),
    })),
  );

export const proposals: readonly ProposalId[] = IDS;

/** An outcome for each of the six. */
export const outcomes: fc.Arbitrary<ReadonlyMap<ProposalId, 'open' | 'accepted' | 'refused'>> = fc
  .array(fc.constantFrom('open' as const, 'accepted' as const, 'refused' as const), {
    minLength: IDS.length,
    maxLength: IDS.length,
  })
  .map((list) => new Map(IDS.map((id, index) => [id, list[index] ?? 'open'])));

/** Edits a person might make of a text: some words go, some come. */
export const rewording: fc.Arbitrary<(text: string) => string> = fc
  .array(fc.record({ at: fc.nat(60), drop: fc.nat(2), put: fc.option(words, { nil: '' }) }), { maxLength: 3 })
  .map(
    (edits) => (text) =>
      edits.reduce((current, edit) => {
        const tokens = current.split(/(?<= )/);
        tokens.splice(edit.at % (tokens.length + 1), edit.drop, ...(edit.put === '' ? [] : [edit.put]));
        return tokens.join('');
      }, text),
  );

export const CHAIR: Actor = { seat: seatId('s-chair'), user: 'Chair', participant: participantId('p-chair'), role: 'chair' };

/** Commands on the six, as a chair, a proposer or a delegation might give them; most will be refused in most states. */
export const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('accept' as const),
      proposal: fc.constantFrom(...IDS),
      version: fc.constant('0'.repeat(64)),
      falls: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant('drop' as const),
      proposal: fc.constantFrom(...IDS),
      version: fc.constant('0'.repeat(64)),
      ground: fc.constant('no support'),
    }),
    fc.record({ type: fc.constant('reopen' as const), proposal: fc.constantFrom(...IDS), reason: fc.constant('new facts') }),
    fc.record({
      type: fc.constant('withdraw' as const),
      proposal: fc.constantFrom(...IDS),
      participant: fc.constantFrom(participantId('p-no'), participantId('p-ke')),
    }),
    fc.record({
      type: fc.constant('take-position' as const),
      proposal: fc.constantFrom(...IDS),
      participant: fc.constantFrom(participantId('p-no'), participantId('p-ke')),
      onBehalfOf: fc.constant(null),
      stance: fc.constantFrom('support' as const, 'oppose' as const, null),
    }),
    fc.record({
      type: fc.constant('attribute' as const),
      proposal: fc.constantFrom(...IDS),
      proposer: fc.constantFrom(participantId('p-no'), null),
      onBehalfOf: fc.constant(null),
    }),
  ),
  { maxLength: 25 },
);
