import { addTo } from '../../shared/base/group-by.ts';
import { isId, type ClauseId, type ProposalId, type SeatId } from '../../shared/base/ids.ts';
import type { Run } from '../../shared/text/clause.ts';
import type { CharacterIds } from '../../shared/text/passages.ts';
import type { Api } from '../state/api.ts';
import { Cell, type Readable } from '../state/readable.ts';
import type { Kept } from '../sync/kept.ts';
import { recoveriesKey } from '../sync/place.ts';
import type { LostWords, PutBack } from './lost-words.ts';

/**
 * Words of a person that stand in no text: those that this device kept, and those that the server did. They stay until their author puts
 * them back or discards them.
 */
export class Tray implements Readable<readonly LostWords[]> {
  readonly get: () => readonly LostWords[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly #cell = new Cell<readonly LostWords[]>([]);
  readonly #seat: SeatId;
  readonly #kept: Kept;
  readonly #api: Pick<Api, 'recoveries' | 'discardRecovery'>;
  /** The server's, so that one is discarded where it lies. */
  #remote: readonly LostWords[] = [];
  #local: readonly LostWords[] = [];
  /** Those of this device that are not known to be on its disk. */
  readonly #unwritten = new Set<LostWords>();
  /** Those that were discarded: whoever looks at both places meanwhile may still find them there. */
  readonly #discarded = new Set<string>();

  constructor(seat: SeatId, kept: Kept, api: Pick<Api, 'recoveries' | 'discardRecovery'>) {
    this.#seat = seat;
    this.#kept = kept;
    this.#api = api;
    this.get = this.#cell.get;
    this.subscribe = this.#cell.subscribe;
  }

  /** Looks again at both places. A server that does not answer leaves what was known of it. */
  async refresh(): Promise<void> {
    const [, answer] = await Promise.all([this.refreshHere(), this.#api.recoveries()]);
    if (!answer.ok) return;
    this.#remote = answer.value.recoveries.map((one) => (one.why === 'bracketed' ? { ...one, inVain: 'bracketed' } : one));
    this.#tell();
  }

  /** Looks again at what this device kept: another page of this person may have dealt with some. */
  async refreshHere(): Promise<void> {
    const written = new Set(this.#local.filter((one) => !this.#unwritten.has(one)));
    const rows = await this.#kept.under(recoveriesKey(this.#seat));
    if (!rows.every(({ value }) => isRecovery(value))) this.#kept.spoiled();
    const local = rows
      .map((row) => row.value)
      .filter(isRecovery)
      .map(withRunsRead)
      .map(withPutBackRead)
      // What was noted or put here meanwhile may not be on the disk yet.
      .map((one) => this.#local.find(({ id, putBack }) => id === one.id && putBack !== undefined) ?? one);
    this.#local = [...local, ...this.#local.filter((one) => !written.has(one) && !local.some(({ id }) => id === one.id))];
    this.#tell();
  }

  /** Keeps words on this device. They are there at once, and true says that they are on the disk. */
  async keep(recoveries: readonly LostWords[]): Promise<boolean> {
    if (recoveries.length === 0) return true;
    this.#local = [...this.#local, ...recoveries];
    for (const one of recoveries) this.#unwritten.add(one);
    this.#tell();
    const areWritten = await this.#kept.put(recoveries.map((one) => ({ key: recoveriesKey(this.#seat, one.id), value: one })));
    if (areWritten) for (const one of recoveries) this.#unwritten.delete(one);
    return areWritten;
  }

  /** Notes on this device that one was put back, so that no later page takes it for lost. */
  async notePutBack(id: string, { client, clock, from }: Omit<PutBack, 'isServers'>): Promise<void> {
    const one = this.get().find((other) => other.id === id);
    if (one === undefined) return;
    const isServers = this.#isServers(one);
    this.#local = this.#local.filter((other) => other.id !== id);
    await this.keep([{ ...one, putBack: { client, clock, isServers, ...(from === undefined ? {} : { from }) } }]);
  }

  /** One was put back as a paragraph of its own: those that were written behind it, and belong behind the same clause, come behind that. */
  async comeBehind({ id, draft, beside }: LostWords, paragraph: ClauseId): Promise<void> {
    const all = this.get();
    const next = all.slice(all.findIndex((one) => one.id === id) + 1);
    const moved = next
      .filter((one) => this.#local.includes(one) && one.draft === draft && one.beside === beside && one.putBack === undefined)
      .map((one) => ({ ...one, behind: paragraph }));
    this.#local = this.#local.filter((one) => !moved.some((other) => other.id === one.id));
    await this.keep(moved);
  }

  /** The characters with which words were put back that are not known to be saved. */
  putBack(): CharacterIds {
    const ids = new Map<number, { clock: number; len: number }[]>();
    for (const { putBack } of this.get())
      if (putBack?.from !== undefined) addTo(ids, putBack.client, { clock: putBack.from, len: putBack.clock - putBack.from });
    return ids;
  }

  /** Discards one for good. It comes back where the server could not be told. */
  async discard(id: string): Promise<boolean> {
    if (this.get().some((one) => one.id === id && this.#isServers(one))) {
      const answer = await this.#api.discardRecovery(id);
      // Another page of this person may have discarded it already.
      if (!answer.ok && answer.refusal.kind !== 'refused') return false;
    }
    this.#discarded.add(id);
    this.#tell();
    await this.#kept.remove(recoveriesKey(this.#seat, id));
    return true;
  }

  #isServers({ id, putBack }: LostWords): boolean {
    return putBack?.isServers === true || this.#remote.some((one) => one.id === id);
  }

  #tell(): void {
    this.#local = this.#local.filter(({ id }) => !this.#discarded.has(id));
    this.#remote = this.#remote.filter(({ id }) => !this.#discarded.has(id));
    const remote = this.#remote.filter(({ id }) => !this.#local.some((one) => one.id === id));
    this.#cell.set([...this.#local, ...remote].toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)));
  }
}

function orderOf({ at, id }: LostWords): string {
  return `${at} ${id}`;
}

/** The proposals in whose brackets words stood that this device keeps. */
export async function proposalsInTray(kept: Pick<Kept, 'under'>, seat: SeatId): Promise<ReadonlySet<ProposalId>> {
  const values = (await kept.under(recoveriesKey(seat))).map((row) => row.value);
  const runs = values.filter(isRecovery).flatMap((one) => withRunsRead(one).runs ?? []);
  return new Set(runs.flatMap(({ insertions, deletions }) => [...insertions, ...deletions]));
}

/** Brackets that were spoiled are passed over; the words are not. */
function withRunsRead({ runs, ...recovery }: LostWords): LostWords {
  const given: unknown = runs;
  if (!Array.isArray(given)) return recovery;
  const read = given.flatMap((run: unknown) =>
    isRun(run) ? [{ text: run.text, insertions: run.insertions, deletions: run.deletions }] : [],
  );
  return read.map(({ text }) => text).join('') === recovery.words ? { ...recovery, runs: read } : recovery;
}

/** Where it is not to be read whether words were put back, they are shown as if they were not. */
function withPutBackRead({ putBack, ...recovery }: LostWords): LostWords {
  const { client, clock, from, isServers } = (putBack ?? {}) as Partial<Record<keyof PutBack, unknown>>;
  if (typeof client !== 'number' || typeof clock !== 'number') return recovery;
  return {
    ...recovery,
    putBack: { client, clock, isServers: isServers === true, ...(typeof from === 'number' ? { from } : {}) },
  };
}

function isRun(value: unknown): value is Pick<Run, 'text' | 'insertions' | 'deletions'> {
  if (typeof value !== 'object' || value === null) return false;
  const { text, insertions, deletions } = value as Record<'text' | 'insertions' | 'deletions', unknown>;
  return typeof text === 'string' && areIds(insertions) && areIds(deletions);
}

function areIds(value: unknown): boolean {
  return Array.isArray(value) && value.every((id) => typeof id === 'string' && isId(id));
}

function isRecovery(value: unknown): value is LostWords {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['id', 'why', 'draft', 'room', 'words', 'before', 'after', 'at'].every(
      (name) => typeof (value as Record<string, unknown>)[name] === 'string',
    ) &&
    ['string', 'undefined'].includes(typeof (value as Record<string, unknown>)['told'])
  );
}
