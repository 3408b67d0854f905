import type * as Y from 'yjs';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { wordsOutFault } from '../../shared/record/applicability.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { openPoints, type Point } from '../../shared/projection/points.ts';
import { statusOf } from '../../shared/projection/status.ts';
import { clauseVersion, openIn } from '../../shared/proposals/clause-version.ts';
import { piecesOf, type Piece } from '../../shared/proposals/pieces.ts';
import { EMPTY_STATE, openProposals, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { TextIndex, touchedElements } from '../../server/rooms/text-index.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import type { Client, Person } from '../server/harness.ts';

/** What everybody in the hall sees: text and record as they come over one socket of the secretariat's, from which all decide what to do next. */
export class Gallery {
  readonly entries: Entry[] = [];
  state: RecordState = EMPTY_STATE;
  private readonly client: Client;
  private readonly person: Person;
  private readonly draft: DraftId;
  private readonly index: TextIndex;

  private constructor(person: Person, draft: DraftId, client: Client) {
    this.person = person;
    this.draft = draft;
    this.client = client;
    this.index = new TextIndex(client.doc);
    client.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      this.index.refresh(touchedElements(transaction, client.doc));
    });
    this.take();
  }

  static async open(person: Person, draft: DraftId): Promise<Gallery> {
    return new Gallery(person, draft, await person.open(draft));
  }

  get doc(): Y.Doc {
    return this.client.doc;
  }

  close(): void {
    this.client.close();
  }

  /** Waits until everything that is in the record has come here too. The text comes before the entries that speak of it. */
  async catchUp(): Promise<void> {
    const { length } = this.client.entries;
    const { entries } = (await this.person.get<RecordSlice>(`/api/drafts/${this.draft}/record?after=${length}`)).body;
    await this.hear(entries.at(-1)?.number ?? length);
  }

  /** Waits for an entry. */
  async hear(number: number): Promise<void> {
    await this.client.until(() => this.client.entries.length >= number, `entry ${number}`);
    this.take();
  }

  private take(): void {
    for (const entry of this.client.entries.slice(this.entries.length)) {
      if (entry.number !== this.entries.length + 1)
        throw new Error(`entry ${entry.number} came where ${this.entries.length + 1} was awaited`);
      this.entries.push(entry);
      this.state = evolve(this.state, entry);
    }
  }

  clauses(): Clause[] {
    return this.index.clauses();
  }

  points(): Point[] {
    return openPoints(this.clauses(), this.state);
  }

  open(): ProposalId[] {
    return openProposals(this.state).map(({ id }) => id);
  }

  isOpen(id: ProposalId): boolean {
    return this.state.proposals.get(id)?.status.state === 'open';
  }

  hasText(id: ProposalId): boolean {
    return this.index.hasText(id);
  }

  /** Whether it can still be accepted: not all of its words are out. */
  applies(id: ProposalId): boolean {
    return wordsOutFault(this.clauses(), this.state, id) === null;
  }

  seen(id: ProposalId): { readonly proposal: ProposalId; readonly version: string } {
    return { proposal: id, version: this.index.versionOf(id) };
  }

  pieces(id: ProposalId): Piece[] {
    return piecesOf(this.clauses(), id, outcomesOf(this.state));
  }

  version(clause: Clause): string | null {
    return clauseVersion(clause, outcomesOf(this.state));
  }

  /** How high a clause stands on the ladder; -1: it is open. */
  statusOf(clause: Clause): number {
    return statusOf(clause, this.state)?.place ?? -1;
  }

  isBracketed(clause: Clause): boolean {
    return openIn(clause, outcomesOf(this.state)).size > 0;
  }

  wholeVersion(): string {
    return wholeVersion(readingOf(this.clauses(), outcomesOf(this.state)).all());
  }
}
