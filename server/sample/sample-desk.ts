import { must } from '../../shared/base/assert.ts';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { piecesOf, type Piece } from '../../shared/proposals/pieces.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import type { Command } from '../../shared/record/command.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { TextChange } from '../../shared/text/change.ts';
import { NEW_IDS } from '../ids.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { TextRoom } from '../rooms/text-room.ts';
import { SampleClient, inserted } from './sample-client.ts';
import { SAMPLE_SEATS } from './seats.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OPENING = 10 * HOUR;

/** Ten o'clock in the morning, UTC, so many days from the day of a moment; all in milliseconds since 1970. */
export function morning(moment: number, days: number): number {
  return (Math.floor(moment / DAY) + days) * DAY + OPENING;
}

/** Where words stand: the words themselves, and others of the same clause where they stand more than once. */
export type Words = string | readonly [words: string, near: string];

/** What a delegation does in its private room. */
export interface Prepared {
  readonly clause: string;
  readonly rationale: string;
  readonly replace?: readonly [words: string, by: string];
  /** Words of a new clause after the one named. */
  readonly add?: string;
  /** A second seat that finishes the first one's sentence. */
  readonly second?: { readonly seat: string; readonly replace: readonly [words: string, by: string] };
}

/** The seats at work on the sample: each act is a command or a keystroke of one of them, at a time of its own. */
export class SampleDesk {
  private readonly rooms: Rooms;
  private readonly draft: DraftId;
  private readonly clock: { at: number };

  constructor(rooms: Rooms, draft: DraftId, clock: { at: number }) {
    this.rooms = rooms;
    this.draft = draft;
    this.clock = clock;
  }

  /** Lets time pass. */
  pass(minutes: number): void {
    this.clock.at += minutes * MINUTE;
  }

  /** The sitting rises until ten o'clock of the next day. */
  nextMorning(): void {
    this.clock.at = morning(this.clock.at, 1);
  }

  accept(words: Words, ...falls: readonly Words[]): void {
    const proposal = this.find(words);
    this.command('chair', {
      type: 'accept',
      proposal,
      version: this.room.versionOf(proposal),
      falls: falls.map((one) => this.find(one)),
    });
  }

  /** Accepts a proposal of one piece with other words. */
  acceptAs(words: Words, text: string): void {
    const proposal = this.find(words);
    const [piece] = this.pieces(proposal);
    const { clause, at } = must(piece, 'a piece');
    this.command('chair', {
      type: 'accept-as-amended',
      proposal,
      version: this.room.versionOf(proposal),
      wording: [{ clause, at, text }],
      falls: [],
    });
  }

  drop(words: Words, ground: string): void {
    const proposal = this.find(words);
    this.command('chair', { type: 'drop', proposal, version: this.room.versionOf(proposal), ground });
  }

  reopen(words: Words, reason: string): void {
    this.command('chair', { type: 'reopen', proposal: this.find(words), reason });
  }

  withdraw(seat: string, words: Words): void {
    this.command(seat, { type: 'withdraw', proposal: this.find(words), participant: seatOf(seat).participant });
  }

  position(seat: string, words: Words, stance: Stance): void {
    this.command(seat, {
      type: 'take-position',
      proposal: this.find(words),
      participant: seatOf(seat).participant,
      onBehalfOf: null,
      stance,
    });
  }

  /** A drafter notes what somebody proposes from the floor: words added after others, or words asked out; and says who it was. */
  fromTheFloor(
    drafter: string,
    proposer: string,
    change: { readonly after?: string; readonly add?: string; readonly strike?: string },
  ): void {
    const proposal = NEW_IDS.proposal();
    const words = must(change.after ?? change.strike, 'a place');
    const clause = this.clauseWith(words);
    const at = textOf(clause).indexOf(words);
    const edit: TextChange =
      change.add === undefined
        ? { type: 'edit', clause: clause.id, edits: [{ type: 'mark', at, length: words.length, role: 'deletion', proposal }] }
        : {
            type: 'edit',
            clause: clause.id,
            edits: [{ type: 'insert', at: at + words.length, run: inserted(change.add, proposal) }],
          };
    this.typing(drafter, (client) => client.change([edit]));
    this.command(drafter, { type: 'attribute', proposal, proposer: seatOf(proposer).participant, onBehalfOf: null });
  }

  /** A drafter mends the text. */
  mend(drafter: string, words: string, by: string): void {
    this.typing(drafter, (client) => client.replace(words, by));
  }

  table(seat: string, prepared: Prepared): void {
    const clause = this.clauseWith(prepared.clause);
    const started = this.rooms.prepare(this.draft, seatOf(seat), {
      clauses: [clause.id],
      insertAfter: prepared.add !== undefined,
    });
    if (started?.ok !== true) throw new Error('the sample could not be prepared');
    const room = must(this.rooms.preparation(started.value.id), 'its room');
    const work = (who: string, edit: (client: SampleClient) => void): void => {
      const client = new SampleClient(room, seatOf(who), this.rooms.allocateClientId(room, seatOf(who)));
      edit(client);
      client.leave();
      this.pass(4);
    };
    const { replace, add, second } = prepared;
    if (replace !== undefined) work(seat, (client) => client.replace(...replace));
    if (add !== undefined)
      work(seat, (client) =>
        client.append({ ...clause, id: NEW_IDS.clause(), label: '', runs: [{ text: add, insertions: [], deletions: [] }] }),
      );
    if (second !== undefined) work(second.seat, (client) => client.replace(...second.replace));
    this.command(seat, { type: 'table', preparation: started.value.id, rationale: prepared.rationale });
  }

  private typing(seat: string, edit: (client: SampleClient) => void): void {
    const client = new SampleClient(this.room, seatOf(seat), this.rooms.allocateClientId(this.room, seatOf(seat)));
    edit(client);
    client.leave();
    this.pass(1);
  }

  private command(seat: string, command: Command): void {
    const result = this.rooms.command(this.draft, seatOf(seat), command);
    if (result?.ok !== true)
      throw new Error(`the sample was refused: ${command.type}: ${result?.refusal.refusal.reason ?? 'no draft'}`);
    this.pass(3);
  }

  private find(words: Words): ProposalId {
    const [wanted, near] = typeof words === 'string' ? [words, ''] : words;
    const ids = [...this.room.state.proposals.keys()];
    const found = ids.find((id) =>
      this.pieces(id).some(
        (piece) => piece.text.trim() === wanted && textOf(must(this.room.clause(piece.clause), 'a clause')).includes(near),
      ),
    );
    return must(found, `a proposal that reads: ${wanted}`);
  }

  private pieces(proposal: ProposalId): Piece[] {
    const outcomeOf = outcomesOf(this.room.state);
    return piecesOf(this.room.clauses(), proposal, (id) => (id === proposal ? 'open' : outcomeOf(id)));
  }

  private clauseWith(words: string): Clause {
    return must(
      this.room.clauses().find((clause) => textOf(clause).includes(words)),
      `a clause that reads: ${words}`,
    );
  }

  private get room(): TextRoom {
    return must(this.rooms.text(this.draft), 'the draft');
  }
}

function seatOf(id: string): Seat {
  return must(
    SAMPLE_SEATS.find((seat) => seat.id === id),
    `the seat ${id}`,
  );
}

/** As it lies in the document: offsets count in it. */
function textOf(clause: Clause): string {
  return clause.runs.map((run) => run.text).join('');
}
