import type { PreparationId, ProposalId } from '../../shared/base/ids.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf, openProposals, type RecordState } from '../../shared/record/state.ts';
import type { Client } from './client.ts';
import type { Labels } from './labels.ts';
import type { Random } from './random.ts';

/** A command, and what its giver saw of the proposal that it decides on. */
export interface Given {
  readonly command: Command;
  readonly seen: string | null;
}

interface Note {
  readonly proposal: ProposalId;
  readonly version: string;
  readonly seen: string;
}

/** The chair, who decides by what the own screen shows, and now and then by what it showed a while ago. */
export class Chair {
  private readonly client: Client;
  private readonly random: Random;
  private readonly labels: Labels;
  private readonly look: (client: Client, proposal: string) => string;
  private readonly notes: Note[] = [];

  constructor(
    client: Client,
    tools: { readonly random: Random; readonly labels: Labels; readonly look: (client: Client, proposal: string) => string },
  ) {
    this.client = client;
    this.random = tools.random;
    this.labels = tools.labels;
    this.look = tools.look;
  }

  decide(): Given | null {
    const state = replay(this.client.entries);
    const open = openProposals(state);
    const closed = [...state.proposals.values()].filter(({ status }) => status.state !== 'open');
    if (this.random.chance(0.25) && closed.length > 0) {
      return { command: { type: 'reopen', proposal: this.random.pick(closed)!.id, reason: 'new facts' }, seen: null };
    }
    const proposal = this.random.pick(open)?.id;
    if (proposal === undefined) return null;
    this.notes.push({
      proposal,
      version: proposalVersion(this.client.clauses(), proposal),
      seen: this.look(this.client, proposal),
    });
    const note = this.random.chance(0.25) ? this.random.pick(this.notes)! : this.notes.at(-1)!;
    return { command: this.decision(note, state), seen: note.seen };
  }

  private decision({ proposal, version }: Note, state: RecordState): Command {
    const rivals = openProposals(state)
      .filter(({ id }) => id !== proposal)
      .map(({ id }) => id);
    const rival = this.random.chance(0.3) ? this.random.pick(rivals) : undefined;
    const falls = rival === undefined ? [] : [rival];
    const kind = this.random.weighted<'accept' | 'drop' | 'amend'>([
      [4, 'accept'],
      [4, 'drop'],
      [2, 'amend'],
    ]);
    if (kind === 'drop') return { type: 'drop', proposal, version, ground: 'no support' };
    const piece = this.random.pick(piecesOf(this.client.clauses(), proposal, outcomesOf(state)));
    if (kind === 'accept' || piece === undefined) return { type: 'accept', proposal, version, falls };
    const text = `${this.random.chance(0.5) ? piece.text.slice(0, 2) : ''} ${this.labels.word(2)}`;
    return { type: 'accept-as-amended', proposal, version, falls, wording: [{ clause: piece.clause, at: piece.at, text }] };
  }
}

/** What a delegation says besides tabling: positions in its own name, and taking back what it brought. */
export function delegationSays(client: Client, random: Random): Given | null {
  const state = replay(client.entries);
  const own = openProposals(state).filter(({ proposer }) => proposer === client.seat.participant);
  if (random.chance(0.3) && own.length > 0) {
    const command = { type: 'withdraw', proposal: random.pick(own)!.id, participant: client.seat.participant } as const;
    return { command, seen: null };
  }
  const proposal = random.pick(openProposals(state))?.id;
  if (proposal === undefined) return null;
  const stance = random.pick(['support', 'oppose', 'reserve', null] as const) ?? null;
  return {
    command: { type: 'take-position', proposal, participant: client.seat.participant, onBehalfOf: null, stance },
    seen: null,
  };
}

/** What a drafter notes: for whom a bracket was opened. */
export function drafterNotes(client: Client, random: Random, participant: Client['seat']['participant']): Given | null {
  const proposal = random.pick(openProposals(replay(client.entries)))?.id;
  return proposal === undefined
    ? null
    : { command: { type: 'attribute', proposal, proposer: participant, onBehalfOf: null }, seen: null };
}

/** A revision is issued, or one that was issued before is restored. */
export function issues(client: Client, random: Random, symbol: string): Given {
  const { issued } = replay(client.entries);
  const restored = random.chance(0.5) ? random.pick(issued) : undefined;
  const command: Command =
    restored === undefined
      ? { type: 'issue-revision', symbol }
      : { type: 'restore-revision', revision: restored.revision, symbol };
  return { command, seen: null };
}

/** Commands that the seat may not give, on things that are really there. */
export function overreach(
  client: Client,
  random: Random,
  { preparations, isIssuing }: { readonly preparations: readonly PreparationId[]; readonly isIssuing: boolean },
): Given | null {
  const proposals = [...replay(client.entries).proposals.values()];
  const proposal = random.pick(proposals);
  const preparation = random.pick(preparations);
  if (proposal === undefined) return null;
  const { id } = proposal;
  const version = proposalVersion(client.clauses(), id);
  const choices: Command[] = [];
  if (client.seat.role !== 'chair')
    choices.push({ type: 'accept', proposal: id, version, falls: [] }, { type: 'reopen', proposal: id, reason: 'new facts' });
  if (client.seat.role !== 'delegate' && preparation !== undefined) choices.push({ type: 'table', preparation, rationale: '' });
  if (proposal.proposer !== client.seat.participant)
    choices.push({ type: 'withdraw', proposal: id, participant: client.seat.participant });
  if (isIssuing && client.seat.role !== 'chair' && client.seat.role !== 'drafter')
    choices.push({ type: 'issue-revision', symbol: 'Rev.0' });
  if (client.seat.role === 'observer' || client.seat.role === 'delegate') {
    const other = client.seat.participant === 'p-ke' ? 'p-no' : 'p-ke';
    choices.push({
      type: 'take-position',
      proposal: id,
      participant: other as Client['seat']['participant'],
      onBehalfOf: null,
      stance: 'oppose',
    });
  }
  const command = random.pick(choices);
  return command === undefined ? null : { command, seen: null };
}
