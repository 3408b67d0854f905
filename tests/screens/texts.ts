import { GENESIS } from '../../shared/record/chain.ts';
import * as Y from 'yjs';
import { clauseId, participantId, proposalId, seatId, type ProposalId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import type { Clause, Run } from '../../shared/text/clause.ts';
import { writeText } from '../../shared/text/writing.ts';

/** A run with the proposals that want it in and out. */
export function run(text: string, insertions: readonly ProposalId[] = [], deletions: readonly ProposalId[] = []): Run {
  return { text, insertions, deletions };
}

/** A paragraph of these runs. */
export function paragraph(id: string, ...runs: readonly Run[]): Clause {
  return { id: clauseId(id), kind: 'paragraph', level: 0, label: '', runs };
}

/** An entry; the screens do not look at hashes. */
export function entry(number: number, event: RecordEvent): Entry {
  return {
    number,
    at: '2026-07-06T10:00:00.000Z',
    actor: { seat: seatId('s1'), user: 'Somebody', participant: participantId('p-secretariat'), role: 'drafter' },
    onBehalfOf: null,
    meeting: null,
    text: { revision: 1, number: 0, hash: '' },
    event,
    salt: '',
    previousHash: number === 1 ? GENESIS : '',
    hash: '',
  };
}

/** The entry with which a bracket was opened from the floor. */
export function tabled(number: number, proposal: ProposalId, clause: Clause): Entry {
  return entry(number, {
    type: 'ProposalTabled',
    proposal,
    origin: 'floor',
    proposer: null,
    rationale: '',
    clauses: [clause.id],
    inserted: [],
    deleted: [],
    holdsNumber: false,
    amends: null,
  });
}

export const EVERYBODY = registry(ROSTER);
export const A = proposalId('prop-a');
export const B = proposalId('prop-b');
export const C = proposalId('prop-c');

/** A document of two paragraphs, `c0` and `c1`, of which the second has these words. */
export function text(...runs: Parameters<typeof paragraph>[1][]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, [paragraph('c0', run('Before.')), paragraph('c1', ...runs)]);
  return doc;
}
