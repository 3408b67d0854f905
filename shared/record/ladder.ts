import { isId, type ClauseId, type ProposalId } from '../base/ids.ts';
import { withEntry } from '../base/layered-map.ts';
import { lowered } from '../base/phrases.ts';
import { likeness } from '../participants/likeness.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import { isStatusTag } from '../text/status-tag.ts';
import type { Refusal } from './command.ts';
import type { Entry, IssuedText, RecordEvent } from './event.ts';

/** Colours that a rung may be shown in; what they look like is for the screens to say, and they are never the only sign. */
export const RUNG_COLOURS = ['sand', 'amber', 'green', 'blue', 'violet', 'grey'] as const;
export type RungColour = (typeof RUNG_COLOURS)[number];

/** A step of the status ladder above `open`: how far a clause is agreed, and by which body. */
export interface Rung {
  /** For ever; the form of an id. */
  readonly id: string;
  readonly name: string;
  /** The body whose agreement it is; empty where that goes without saying. */
  readonly body: string;
  /** What stands in brackets behind the clause in an export. */
  readonly tag: string;
  readonly colour: RungColour;
}

/** A version of a clause that somebody agreed to. */
export interface Agreement {
  readonly version: string;
  /** Who agreed to this version, body by body, in the order of the record; never empty. */
  readonly steps: readonly { readonly rung: string; readonly entry: EntryNumber }[];
  /** Closed proposals with words in the clause, by whose reopening it would have brackets again. */
  readonly settles: readonly ProposalId[];
}

/** The rungs from the lowest on, and the clauses that stand on one; every other clause is open. */
export interface LadderState {
  readonly rungs: readonly Rung[];
  readonly agreed: ReadonlyMap<ClauseId, Agreement>;
}

/** The silence that passed, the vote that carried or the package that was decided, by the entry that began it. */
export interface AgreedBy {
  readonly on: 'silence' | 'vote' | 'package';
  readonly entry: EntryNumber;
}

export type LadderEvent =
  | { readonly type: 'LadderSet'; readonly rungs: readonly Rung[] }
  /** `version`: `clauseVersion` of the words that the chair saw. */
  | {
      readonly type: 'ClauseAgreed';
      readonly clause: ClauseId;
      readonly rung: string;
      readonly version: string;
      readonly settles: readonly ProposalId[];
      /** What it follows from; absent where the chair declared it. */
      readonly by?: AgreedBy;
    }
  | { readonly type: 'ClauseReopened'; readonly clause: ClauseId; readonly reason: string };

export type LadderCommand =
  | { readonly type: 'set-ladder'; readonly rungs: readonly Rung[] }
  /** All of the clauses, or none. */
  | {
      readonly type: 'agree';
      readonly rung: string;
      readonly clauses: readonly { readonly clause: ClauseId; readonly version: string }[];
    }
  | { readonly type: 'reopen-clauses'; readonly clauses: readonly ClauseId[]; readonly reason: string };

/** CONVENTIONS 7: small group, ad referendum, committee, adopted. */
export const USUAL_LADDER: readonly Rung[] = [
  { id: 'small-group', name: 'Agreed in small group', body: 'Small group', tag: 'Agreed in small group', colour: 'sand' },
  { id: 'ad-ref', name: 'Agreed ad referendum', body: 'Working group', tag: 'Agreed ad ref', colour: 'amber' },
  { id: 'committee', name: 'Agreed in committee', body: 'Committee', tag: 'Agreed in committee', colour: 'green' },
  { id: 'adopted', name: 'Adopted', body: 'Plenary', tag: 'Adopted', colour: 'blue' },
];

/** Nothing is agreed, on the ladder that a draft begins with. */
export const BARE_LADDER: LadderState = { rungs: USUAL_LADDER, agreed: new Map() };

export const MOST_RUNGS = 8;
export const LONGEST_RUNG_NAME = 60;
const NAME = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{P}\p{S} ]){1,60}$/u;

/** Why a ladder cannot be had, or null where it can. `promised`: rungs that a silence, a vote or an open package is to give. */
export function ladderFault(
  rungs: readonly Rung[],
  { agreed }: Pick<LadderState, 'agreed'>,
  present: readonly Rung[],
  promised: readonly string[] = [],
): Refusal | null {
  if (rungs.length === 0 || rungs.length > MOST_RUNGS) return malformed(`A ladder has 1 to ${MOST_RUNGS} rungs above open.`);
  for (const rung of rungs) {
    if (!isId(rung.id)) return malformed('A rung has an id.');
    if (!NAME.test(rung.name) || rung.name.trim() === '')
      return malformed('Each rung has a name of 1 to 60 printable characters.');
    if (rung.body !== '' && !NAME.test(rung.body)) return malformed('The name of a body has at most 60 printable characters.');
    if (!isStatusTag(rung.tag))
      return malformed(
        `A tag is Agreed or Adopted, also with ad, as, at, by, in or on and up to 40 characters without brackets, or the same in French, Spanish, Russian, Chinese or Arabic, so that it is known for a status wherever the text is read again; “${rung.tag}” is not.`,
      );
  }
  for (const part of ['id', 'name', 'tag'] as const) {
    if (new Set(rungs.map((rung) => likeness(rung[part]))).size < rungs.length)
      return malformed('No two rungs have the same name or tag.');
  }
  const used = new Set([...agreed.values()].flatMap(({ steps }) => steps.map(({ rung }) => rung)));
  const lost = present.find((rung) => used.has(rung.id) && !rungs.some(({ id }) => id === rung.id));
  const owed = present.find((rung) => promised.includes(rung.id) && !rungs.some(({ id }) => id === rung.id));
  if (owed !== undefined)
    return {
      code: 'rung-in-use',
      reason: `Silence that runs, an open vote, or an open package is to give: ${owed.name}. Keep that rung until then.`,
    };
  if (lost === undefined) return null;
  return { code: 'rung-in-use', reason: `Clauses are ${lowered(lost.name)}. Reopen them first, or keep that rung.` };
}

function malformed(reason: string): Refusal {
  return { code: 'malformed', reason };
}

/** Where a rung stands, from 0 for the lowest; -1 where the ladder does not have it. */
export function placeOnLadder(rungs: readonly Rung[], id: string): number {
  return rungs.findIndex((rung) => rung.id === id);
}

/** The rung on which an agreement stands now. */
export function rungOf(agreement: Agreement, rungs: readonly Rung[]): Rung | null {
  return rungs.find(({ id }) => id === agreement.steps.at(-1)?.rung) ?? null;
}

/** Refuses to touch agreed clauses; null where none is. `name`: how people name a clause. */
export function agreedFault(
  state: LadderState,
  clauses: readonly ClauseId[],
  name: (clause: ClauseId) => string,
): Refusal | null {
  const [id] = clauses.filter((clause) => state.agreed.has(clause));
  const agreement = id === undefined ? undefined : state.agreed.get(id);
  if (id === undefined || agreement === undefined) return null;
  const how = lowered(rungOf(agreement, state.rungs)?.name ?? 'Agreed');
  return {
    code: 'agreed',
    reason: `${name(id)} is ${how} (record ${agreement.steps.at(-1)?.entry ?? 0}). Only where the chair reopens it can a proposal change it.`,
  };
}

/**
 * The state after an event: its own, and every other that changes a clause's words or puts a bracket into it. `clausesOf`: the clauses that a proposal concerned
 * when it was tabled.
 */
export function evolveLadder(
  state: LadderState,
  { event, number }: Pick<Entry, 'event' | 'number'>,
  clausesOf: (proposal: ProposalId) => readonly ClauseId[],
): LadderState {
  if (event.type === 'LadderSet') return { ...state, rungs: event.rungs };
  if (event.type === 'ClausesRenumbered' || event.type === 'RenumberingUndone') return carried(state, event.carried);
  if (event.type === 'RevisionIssued') return resettled(without(state, event.unsettled ?? []), event.resettled ?? []);
  if (event.type !== 'ClauseAgreed') return without(state, reopenedBy(event, state, clausesOf));
  const { clause, version, settles, rung } = event;
  const held = state.agreed.get(clause);
  const steps = [...(held?.version === version ? held.steps : []), { rung, entry: number }];
  return { ...state, agreed: withEntry(state.agreed, clause, { version, steps, settles }) };
}

/** What a restored text has in an agreed clause of proposals that were decided otherwise than when it was agreed. */
function resettled(state: LadderState, clauses: NonNullable<IssuedText['resettled']>): LadderState {
  if (clauses.length === 0) return state;
  const agreed = new Map(state.agreed);
  for (const { clause, settles } of clauses) {
    const agreement = agreed.get(clause);
    if (agreement !== undefined) agreed.set(clause, { ...agreement, settles: [...new Set([...agreement.settles, ...settles])] });
  }
  return { ...state, agreed };
}

/** What was agreed stays so in the version that other numbers give it. */
function carried(
  state: LadderState,
  versions: readonly { readonly clause: ClauseId; readonly before: string; readonly after: string }[],
): LadderState {
  const agreed = new Map(state.agreed);
  for (const { clause, before, after } of versions) {
    const agreement = agreed.get(clause);
    if (agreement?.version === before) agreed.set(clause, { ...agreement, version: after });
  }
  return { ...state, agreed };
}

/** The clauses that an event opens again, agreed or not. */
function reopenedBy(
  event: RecordEvent,
  { agreed }: LadderState,
  clausesOf: (proposal: ProposalId) => readonly ClauseId[],
): readonly ClauseId[] {
  if (
    event.type === 'ClauseReopened' ||
    event.type === 'ClauseEdited' ||
    event.type === 'ClauseRecast' ||
    event.type === 'ClauseMoved'
  )
    return [event.clause];
  if (event.type === 'ProposalTabled') return event.clauses;
  if (event.type === 'TextReturned') return clausesOf(event.proposal);
  if (event.type !== 'ProposalReopened') return [];
  const risen = new Set([event.proposal, ...event.revived]);
  return [...agreed].flatMap(([clause, { settles }]) => (settles.some((id) => risen.has(id)) ? [clause] : []));
}

function without(state: LadderState, clauses: readonly ClauseId[]): LadderState {
  if (!clauses.some((clause) => state.agreed.has(clause))) return state;
  const agreed = new Map(state.agreed);
  for (const clause of clauses) agreed.delete(clause);
  return { ...state, agreed };
}
