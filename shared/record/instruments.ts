import type { ProposalId } from '../base/ids.ts';
import type { Clause } from '../text/clause.ts';
import type { Command, Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import type { RecordEvent } from './event.ts';
import type { Decision } from './open-proposal.ts';
import { clausesAgreedBy, packagedClauseFault, packingFault } from './packaged-clauses.ts';
import { decidePackage, evolvePackages, packageFault, type PackageCommand, type PackageEvent } from './packages.ts';
import { decidePending, evolvePendings, pendingFault, type PendingCommand, type PendingEvent } from './pending.ts';
import { decideRunningOrder, evolveRunningOrder, type RunningOrderCommand, type RunningOrderEvent } from './running-order.ts';
import type { RecordState } from './state.ts';
import { evolveTogether, openDrawnOn, type TogetherCommand, type TogetherEvent } from './together.ts';
import { decideTogether, packagedFault } from './together-decisions.ts';

export type InstrumentEvent = PackageEvent | PendingEvent | TogetherEvent | RunningOrderEvent;
export type InstrumentCommand = PackageCommand | PendingCommand | TogetherCommand | RunningOrderCommand;

const EVENTS: Readonly<Record<InstrumentEvent['type'], true>> = {
  PackageTied: true,
  PackageExtended: true,
  PackageReduced: true,
  PackageDissolved: true,
  ClausesPacked: true,
  ClauseUnpacked: true,
  PendingBegan: true,
  PendingLifted: true,
  DecidedTogether: true,
  TogetherReopened: true,
  RunningOrderSet: true,
  MatterTaken: true,
};

const COMMANDS: Readonly<Record<InstrumentCommand['type'], true>> = {
  'tie-package': true,
  'extend-package': true,
  'reduce-package': true,
  'dissolve-package': true,
  'pack-clauses': true,
  'unpack-clause': true,
  'make-pending': true,
  'lift-pending': true,
  'decide-together': true,
  'reopen-together': true,
  'set-running-order': true,
  'take-matter': true,
};

export function isInstrument(event: RecordEvent): event is InstrumentEvent {
  return event.type in EVENTS;
}

export function usesInstrument(command: Command): command is InstrumentCommand {
  return command.type in COMMANDS;
}

/** `decideOne`: by what rules each of several is decided. */
export function decideInstrument(
  state: RecordState,
  command: InstrumentCommand,
  context: DecisionContext,
  decideOne: (command: Exclude<Command, InstrumentCommand>, context: DecisionContext) => Decision,
): Decision {
  const clauses = context.clauses?.() ?? [];
  switch (command.type) {
    case 'tie-package':
    case 'extend-package':
    case 'reduce-package':
    case 'dissolve-package':
    case 'pack-clauses':
    case 'unpack-clause':
      return decidePackage(state, command, (packed) => packingFault(state, packed, clauses));
    case 'make-pending':
    case 'lift-pending':
      return decidePending({ state, clauses }, command);
    case 'decide-together':
    case 'reopen-together':
      return decideTogether(state, command, context, decideOne);
    case 'set-running-order':
    case 'take-matter':
      return decideRunningOrder(state, command, clauses);
  }
}

/** What packages, and what is waited for, forbid of a decision on one; null where they forbid nothing. */
export function instrumentFault(state: RecordState, command: Command, clauses: () => readonly Clause[]): Refusal | null {
  const { packages, pendings } = state.instruments;
  if (command.type === 'reopen') return packagedFault(state, command.proposal);
  const alone = packagedClauseFault(state, command, clauses);
  if (alone !== null) return alone;
  const { decided, rivals } = packages.size === 0 ? NOTHING : closedBy(state, command);
  const fault = packageFault(packages, decided, rivals, null);
  if (fault !== null || pendings.size === 0) return fault;
  if (command.type === 'accept' || command.type === 'accept-as-amended')
    return (command.despite ?? '').trim() === ''
      ? pendingFault({ on: 'proposal', proposal: command.proposal }, { state, clauses: clauses() })
      : null;
  for (const clause of clausesAgreedBy(command, clauses)) {
    const waiting = pendingFault({ on: 'clause', clause }, { state, clauses: clauses() });
    if (waiting !== null) return waiting;
  }
  return null;
}

interface Closed {
  readonly decided: readonly ProposalId[];
  readonly rivals: readonly ProposalId[];
}

const NOTHING: Closed = { decided: [], rivals: [] };

/** The proposals that a command closes, or puts to the vote: those that it names, and those that go with them. */
function closedBy(state: RecordState, command: Command): Closed {
  if (command.type === 'accept' || command.type === 'accept-as-amended')
    return { decided: [command.proposal], rivals: [...command.falls, ...openDrawnOn(state, command.proposal)] };
  if (command.type === 'drop') return { decided: [command.proposal], rivals: [] };
  if (command.type === 'merge') {
    const closed = [...command.merged, ...(command.wording.length === 0 ? [] : [command.into])];
    return { decided: closed.map(({ proposal }) => proposal), rivals: [] };
  }
  if (command.type === 'open-vote' && command.question.on === 'proposal')
    return { decided: [command.question.proposal], rivals: [] };
  return NOTHING;
}

/** The record's state after an event. */
export function evolveInstruments(state: RecordState, event: InstrumentEvent, entry: number): RecordState {
  const { instruments } = state;
  switch (event.type) {
    case 'PackageTied':
    case 'PackageExtended':
    case 'PackageReduced':
    case 'PackageDissolved':
    case 'ClausesPacked':
    case 'ClauseUnpacked':
      return { ...state, instruments: { ...instruments, packages: evolvePackages(instruments.packages, event, entry) } };
    case 'PendingBegan':
    case 'PendingLifted':
      return { ...state, instruments: { ...instruments, pendings: evolvePendings(instruments.pendings, event, entry) } };
    case 'DecidedTogether':
    case 'TogetherReopened':
      return { ...state, ...evolveTogether(state, event, entry) };
    case 'RunningOrderSet':
    case 'MatterTaken':
      return { ...state, instruments: { ...instruments, order: evolveRunningOrder(instruments.order, event) } };
  }
}
