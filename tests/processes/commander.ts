import { proposalId, type DraftId } from '../../shared/base/ids.ts';
import type { Done, RecordSlice, Refused } from '../../shared/protocol/api.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import type { Client } from './client.ts';
import type { Person } from './person.ts';
import type { AckedCommand } from './promises.ts';
import type { Random } from './random.ts';

/** A chair or a delegation that gives commands over HTTP, one after the other, and remembers which were answered as done. */
export class Commander {
  readonly acked: AckedCommand[] = [];
  refusals = 0;
  unanswered = 0;
  private readonly person: Person;
  private readonly draft: DraftId;
  private readonly options: {
    readonly role: 'chair' | 'delegate';
    readonly participant: string;
    readonly reader: Client;
    readonly random: Random;
  };
  private entries: readonly Entry[] = [];
  private asking: Promise<void> | null = null;
  private grounds = 0;

  constructor(person: Person, draft: DraftId, options: Commander['options']) {
    this.person = person;
    this.draft = draft;
    this.options = options;
  }

  /** Whether there is a server, as far as its reader knows. */
  get isServed(): boolean {
    return this.options.reader.isConnected;
  }

  /** Gives a command, unless one is under way. */
  act(): void {
    this.asking ??= this.give().finally(() => (this.asking = null));
  }

  /** Resolves once nothing is under way. */
  async rest(): Promise<void> {
    await this.asking;
  }

  private async give(): Promise<void> {
    const slice = await this.ask<RecordSlice>('GET', `record?after=${this.entries.length}`);
    if (slice === null) return;
    this.entries = [...this.entries, ...slice.body.entries];
    const command = this.command();
    const answer = command === null ? null : await this.ask<Done & Refused>('POST', 'commands', command);
    if (command === null || answer === null) return;
    if (answer.status !== 200) this.refusals += 1;
    else this.acked.push({ entries: answer.body.entries, ...markOf(command) });
  }

  /** Null where the server was killed under it: whether it was done is for the record to say. */
  private async ask<T>(method: 'GET' | 'POST', path: string, body?: Command): Promise<{ status: number; body: T } | null> {
    try {
      return await this.person.ask<T>(method, `/api/drafts/${this.draft}/${path}`, body);
    } catch {
      this.unanswered += 1;
      return null;
    }
  }

  private command(): Given | null {
    const { random, reader, role, participant } = this.options;
    const tabled = this.entries.flatMap(({ event }) => (event.type === 'ProposalTabled' ? [event.proposal] : []));
    if (tabled.length === 0) return null;
    const proposal = proposalId(random.pick(tabled));
    if (role === 'delegate') {
      const stance = random.pick(['support', 'oppose', 'flexible'] as const);
      return { type: 'take-position', proposal, participant: participant as never, onBehalfOf: null, stance };
    }
    const words = `ground ${(this.grounds += 1)} of ${participant}`;
    if (random.chance(0.3)) return { type: 'reopen', proposal, reason: words };
    const version = proposalVersion(readText(reader.doc), proposal);
    return random.chance(0.5)
      ? { type: 'drop', proposal, version, ground: words }
      : { type: 'accept', proposal, version, falls: [] };
  }
}

type Given = Extract<Command, { type: 'drop' | 'reopen' | 'accept' | 'take-position' }>;

/** By what the record can be known to hold what a command asked for. */
function markOf(command: Given): Pick<AckedCommand, 'type' | 'proposal' | 'words'> {
  switch (command.type) {
    case 'drop':
      return { type: 'ProposalDropped', proposal: command.proposal, words: command.ground };
    case 'reopen':
      return { type: 'ProposalReopened', proposal: command.proposal, words: command.reason };
    case 'accept':
      return { type: 'ProposalAccepted', proposal: command.proposal, words: null };
    case 'take-position':
      return { type: 'PositionTaken', proposal: command.proposal, words: `"${command.stance}"` };
  }
}
