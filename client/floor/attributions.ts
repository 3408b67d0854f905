import { participantId, proposalId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { Failure } from '../state/api.ts';
import { proposalsInTray } from '../recovery/tray.ts';
import { Cell, type Readable } from '../state/readable.ts';
import type { Kept, Row } from '../sync/kept.ts';
import { allChangesKey, attributionsKey, type Place } from '../sync/place.ts';
import { timer } from '../sync/timer.ts';

/** For whom a bracket was typed. */
export interface Attribution {
  readonly proposal: ProposalId;
  readonly proposer: ParticipantId;
  readonly onBehalfOf: ParticipantId | null;
}

/** For whom brackets were typed that the server has yet to be told. */
export type Unsent = ReadonlyMap<ProposalId, Attribution>;

/** How long somebody waits for the server before it is told that it was not reached yet, in milliseconds: longer than it takes where it is. */
const PATIENCE = 1_000;

/** As it is told on the page: never as if it were recorded. */
export function unsentWords({ proposer, onBehalfOf }: Attribution, registry: Registry): string {
  return `${proposersOf({ proposer, onBehalfOf, coProposers: [] }, registry)}, not sent yet`;
}

/** What attributions need of an open draft. */
export interface AttributionsOptions {
  readonly kept: Kept;
  /** Where the brackets were typed. */
  readonly place: Place;
  /** Resolves once the record knows a proposal: the server derives its entry from the text that was typed. */
  readonly known: (proposal: ProposalId) => Promise<void>;
  readonly state: () => RecordState;
  /** Resolves once the server may be reached again, after so many attempts that did not. */
  readonly again: (attempts: number) => Promise<void>;
  readonly give: (command: Command) => Promise<Failure | null>;
  /** Why one was refused. */
  readonly onRefused: (failure: Failure) => void;
  readonly later?: typeof timer;
}

/**
 * For whom brackets were typed that the server has not heard of yet: kept on this device, so that it survives a reload and days offline as the words
 * do, and said once their proposals are in the record.
 */
export class Attributions {
  /** What is to be told as not said yet, by proposal, once it has waited for a while; what was said last counts. */
  readonly unsent: Readable<Unsent>;
  readonly #options: AttributionsOptions;
  readonly #told = new Cell<Unsent>(new Map());
  readonly #slow = new Set<ProposalId>();
  #unsent: Unsent = new Map();

  constructor(options: AttributionsOptions) {
    this.#options = options;
    this.unsent = this.#told;
  }

  /** Says for whom a bracket is, as soon as it can be said. */
  async add(attribution: Attribution): Promise<void> {
    const { proposal } = attribution;
    const isGoing = this.#unsent.has(proposal);
    this.#wait(attribution);
    const { kept, place } = this.#options;
    await kept.put([{ key: attributionsKey(place, proposal), value: { ...attribution, revision: place.revision } }]);
    if (!isGoing) {
      const { later = timer } = this.#options;
      const stop = later(() => this.#tell(proposal), PATIENCE);
      await this.#bring(proposal);
      stop();
    }
  }

  /** Goes on with what an earlier page could not say. */
  async resume(): Promise<void> {
    const { kept, place, state } = this.#options;
    const rows = await kept.under(attributionsKey(place));
    if (rows.length === 0) return;
    const left = rows.map(attributionOf);
    if (left.includes(null)) kept.spoiled();
    for (const [at, { key }] of rows.entries()) if (left[at] === null) await kept.remove(key);
    const unsent = await kept.under(allChangesKey(place));
    const inTray = await proposalsInTray(kept, place.seat);
    await Promise.all(
      left.map(async (one) => {
        if (one === null || this.#unsent.has(one.proposal)) return undefined;
        // The words came too late for their revision, and wait in no tray: there is no bracket to say it of.
        const isLate = one.revision < place.revision && unsent.length === 0 && !state().proposals.has(one.proposal);
        const isPast = isLate && !inTray.has(one.proposal);
        if (isPast) return kept.remove(attributionsKey(place, one.proposal));
        this.#wait(one);
        this.#tell(one.proposal);
        return this.#bring(one.proposal);
      }),
    );
  }

  /** The page is left: what is still to be said is said by the next. */
  leave(): void {
    this.#set(new Map());
  }

  #wait(attribution: Attribution): void {
    this.#set(new Map(this.#unsent).set(attribution.proposal, attribution));
  }

  #tell(proposal: ProposalId): void {
    this.#slow.add(proposal);
    this.#set(this.#unsent);
  }

  #set(unsent: Unsent): void {
    this.#unsent = unsent;
    for (const id of this.#slow) if (!unsent.has(id)) this.#slow.delete(id);
    if (this.#slow.size > 0 || this.#told.get().size > 0)
      this.#told.set(new Map([...unsent].filter(([id]) => this.#slow.has(id))));
  }

  async #bring(proposal: ProposalId): Promise<void> {
    const { known, state, give, again, onRefused, kept, place } = this.#options;
    for (let attempts = 1; ; attempts += 1) {
      await known(proposal);
      const said = this.#unsent.get(proposal);
      if (said === undefined) return;
      const failure = isSaid(state(), said)
        ? null
        : await give({ type: 'attribute', proposal, proposer: said.proposer, onBehalfOf: said.onBehalfOf });
      if (failure?.kind === 'unreachable') {
        await again(attempts);
        continue;
      }
      // Meanwhile it may have been said of another.
      if (this.#unsent.get(proposal) !== said) continue;
      this.#set(new Map([...this.#unsent].filter(([id]) => id !== proposal)));
      const isAnswered = failure === null || failure.code !== null;
      if (isAnswered) await kept.remove(attributionsKey(place, proposal));
      if (failure !== null && !isSaid(state(), said)) onRefused(failure);
      return;
    }
  }
}

/** Another tab, or another who was asked the same, may have said it already. */
function isSaid(state: RecordState, { proposal, proposer, onBehalfOf }: Attribution): boolean {
  const held = state.proposals.get(proposal);
  return held?.proposer === proposer && held.onBehalfOf === onBehalfOf;
}

/** Null where it was spoiled. */
function attributionOf({ value }: Row): (Attribution & { readonly revision: number }) | null {
  if (typeof value !== 'object' || value === null) return null;
  const { proposal, proposer, onBehalfOf, revision } = value as Record<keyof Attribution | 'revision', unknown>;
  if (typeof proposal !== 'string' || typeof proposer !== 'string' || typeof revision !== 'number') return null;
  return {
    proposal: proposalId(proposal),
    proposer: participantId(proposer),
    onBehalfOf: typeof onBehalfOf === 'string' ? participantId(onBehalfOf) : null,
    revision,
  };
}
