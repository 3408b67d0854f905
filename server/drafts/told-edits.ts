import * as Y from 'yjs';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import { clauseEvents, type ClauseEvent, type Place } from '../../shared/record/clause-events.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { wordsAmong } from '../../shared/text/passages.ts';
import { applyLogged, replayDoc } from '../rooms/replaying.ts';
import { MovesTold, movedBy, type OrderBefore } from '../rooms/moves-told.ts';
import { TextIndex } from '../rooms/text-index.ts';
import { writtenBy } from '../rooms/written.ts';
import type { Claim, PendingEdit, StoredUpdate } from '../store/store.ts';

/** What is wrong: an entry, or the text as it stands (`number`: of the last update). */
interface WrongEdit {
  readonly kind: 'entry' | 'text';
  readonly number: number;
  readonly why: string;
}

/** What else the walk looks at. */
interface EditSources {
  /** Edits that are on their way into the record. */
  readonly pending: readonly Pick<PendingEdit, 'clause'>[];
  /** Whose the client ids of a revision are. */
  claims(revision: number): readonly Claim[];
}

/**
 * Invariant 6: what drafters changed is told, and only that. Walks the log, and holds what the record says of each clause against how it was
 * when last told and how it stands at the update that the entry names; what the server wrote at a command is told by that. What is on its way
 * into the record counts as told. Costs the clauses that were touched, not the text for each update.
 */
export function wrongEdit(entries: readonly Entry[], updates: readonly StoredUpdate[], sources: EditSources): WrongEdit | null {
  const edits = entries.filter(({ event }) => TELLING.has(event.type));
  const told = new ToldClauses();
  let at = 0;
  let next = 0;
  let own: ReadonlySet<number> = new Set();
  for (const update of updates) {
    const { number, revision, bytes } = update;
    const begins = revision !== at;
    if (begins) own = new Set(sources.claims(revision).flatMap(({ client, seat }) => (seat === null ? [client] : [])));
    at = revision;
    const byServer = begins || (isBy(own, bytes) && !told.takesWords(update));
    const untold = byServer ? told.untold() : null;
    if (untold !== null)
      return { kind: 'text', number, why: `clause ${untold} was changed before that, and no entry tells of it` };
    if (begins) told.begin(update);
    else told.apply(update, byServer);
    for (; edits[next]?.text.number === number; next += 1) {
      const entry = edits[next];
      const why = entry === undefined ? null : told.tell(entry.event as ClauseEvent);
      if (entry !== undefined && why !== null) return { kind: 'entry', number: entry.number, why };
    }
  }
  const stray = edits[next];
  if (stray !== undefined) return { kind: 'entry', number: stray.number, why: 'tells of a change at no update of the text' };
  const waiting = new Set(sources.pending.map(({ clause }) => clause));
  const untold = told.untold((clause) => !waiting.has(clause));
  return untold === null
    ? null
    : { kind: 'text', number: updates.length, why: `clause ${untold} was changed, and no entry tells of it` };
}

/** Whether an update writes, and all that it writes is under these client ids. */
function isBy(clients: ReadonlySet<number>, bytes: Uint8Array): boolean {
  const writers = [...Y.parseUpdateMeta(bytes).from.keys()];
  return writers.length > 0 && writers.every((client) => clients.has(client));
}

/** A clause as it was last told. */
interface ToldClause {
  readonly words: Clause | null;
  /**
   * Where it stood before each move since that may have been the first of an edit: one that was moved back is not told, and the next begins
   * another, of which the log does not say when.
   */
  readonly stood: readonly StoodAmong[];
}

/** Where a clause stood, and how all did. */
interface StoodAmong extends OrderBefore {
  readonly places: readonly Place[];
  /** Whether it stood there again since: then its move may be forgotten, and that another is moved past it moves it no more. */
  readonly wasBack: boolean;
}

const TELLING: ReadonlySet<string> = new Set<ClauseEvent['type']>(['ClauseEdited', 'ClauseRecast', 'ClauseMoved']);

/** The clauses that a drafter has touched in one revision, each as it was last told. */
class ToldClauses {
  private doc: Y.Doc = replayDoc([]);
  private index = new TextIndex(this.doc);
  private readonly told = new Map<ClauseId, ToldClause>();
  /** Those that were moved and have not been back since. */
  private readonly away = new Set<ClauseId>();
  private moves = new MovesTold();
  /** Number of the last update. */
  private head = 0;
  /** What the next entry has to say, by each way in which it may have come about: a change of words and of how the clause is set is two. */
  private owed: { readonly clause: ClauseId; readonly ways: readonly (readonly ClauseEvent[])[] } | null = null;

  begin({ bytes, number }: StoredUpdate): void {
    this.doc = replayDoc([bytes]);
    this.index = new TextIndex(this.doc);
    this.moves = new MovesTold();
    this.told.clear();
    this.away.clear();
    this.owed = null;
    this.head = number;
  }

  /**
   * Whether an update takes words away, which no act does: then it is a drafter's, though the server alone wrote in it, since it kept the marks of what was decided
   * off words that stood beside them.
   */
  takesWords({ bytes }: StoredUpdate): boolean {
    return [...wordsAmong(this.doc, Y.decodeUpdate(bytes).ds.clients)].some(({ deleted }) => !deleted);
  }

  /** Applies an update of the log. What the server wrote is told. */
  apply({ bytes, number }: StoredUpdate, byServer: boolean): void {
    this.owed = null;
    this.noteBack();
    const written = writtenBy(this.doc, () => applyLogged(this.doc, bytes));
    const refreshed = written === null ? { order: [], clauses: [] } : this.index.refresh(written.touched);
    const among = movedBy(number, refreshed);
    for (const { clause, before, after, stood: places, left } of refreshed.clauses) {
      const { words, stood } = this.told.get(clause) ?? { words: before, stood: [] };
      const isFirst = left && stood.every((one) => one.wasBack || !this.hasMoved(clause, one, () => among.order, this.head));
      if (isFirst) this.away.add(clause);
      const since = isFirst ? [...stood, { ...among, places, wasBack: false }] : stood;
      this.told.set(clause, byServer ? { words: after, stood: [] } : { words, stood: since });
    }
    this.head = number;
  }

  /** Notes of clauses that were moved whether they stand as before, now that what was told behind the last update is. */
  private noteBack(): void {
    const order = (): readonly ClauseId[] => this.index.order();
    for (const clause of this.away) {
      const { words = null, stood = [] } = this.told.get(clause) ?? {};
      const last = stood.at(-1);
      const isBack = (one: StoodAmong): boolean =>
        [this.head - 1, this.head].some((told) => !this.hasMoved(clause, one, order, told));
      if (last !== undefined && !isBack(last)) continue;
      this.away.delete(clause);
      if (last !== undefined) this.told.set(clause, { words, stood: [...stood.slice(0, -1), { ...last, wasBack: true }] });
    }
  }

  /** Takes what an entry tells; or why it does not say what happened. */
  tell(event: ClauseEvent): string | null {
    const { clause } = event;
    const now = this.index.clause(clause);
    const ways = this.owed?.clause === clause ? this.owed.ways : this.waysOf(clause);
    const telling = canonical(event as unknown as Json);
    const going = ways.flatMap(([first, ...rest]) =>
      first !== undefined && canonical(first as unknown as Json) === telling ? [rest] : [],
    );
    if (going.length === 0) return `does not tell how clause ${clause} was changed`;
    const open = going.filter((rest) => rest.length > 0);
    this.owed = open.length === 0 ? null : { clause, ways: open };
    if (open.length < going.length) this.told.set(clause, { words: now, stood: [] });
    if (event.type === 'ClauseMoved') this.moves.tell(clause, this.head);
    return null;
  }

  /** What is to be told of a clause by now, by each way in which it may have come about. */
  private waysOf(clause: ClauseId, told = this.head - 1): (readonly ClauseEvent[])[] {
    const now = this.index.clause(clause);
    const { words, stood } = this.told.get(clause) ?? { words: now, stood: [] };
    if (stood.length === 0) return [clauseEvents(clause, words, now)];
    const order = (): readonly ClauseId[] => this.index.order();
    const moved = stood.map((one) => {
      const hasMoved = this.hasMoved(clause, one, order, told);
      return clauseEvents(clause, words, now, hasMoved ? { from: one.places, to: this.index.places(clause) } : null);
    });
    return stood.at(-1)?.wasBack === true ? [...moved, clauseEvents(clause, words, now)] : moved;
  }

  /** Whether a clause stands elsewhere behind the last update than it stood; `told`: the last one behind which an entry counts as told. */
  private hasMoved(clause: ClauseId, before: StoodAmong, order: () => readonly ClauseId[], told: number): boolean {
    return this.moves.since(before, { head: this.head, order, told }).has(clause);
  }

  /** A clause of which something is still to be told. */
  untold(counts: (clause: ClauseId) => boolean = () => true): ClauseId | null {
    for (const clause of this.told.keys()) {
      if (!counts(clause)) continue;
      if (this.waysOf(clause, this.head).every((events) => events.length > 0)) return clause;
      this.told.delete(clause);
    }
    return null;
  }
}
