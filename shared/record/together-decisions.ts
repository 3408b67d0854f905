import type { ClauseId, ProposalId } from '../base/ids.ts';
import { counted } from '../base/phrases.ts';
import { ok, refuse } from '../base/result.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Command, Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import type { RecordEvent } from './event.ts';
import type { Decision } from './open-proposal.ts';
import { agreeTogether, isAsAgreed } from './packaged-clauses.ts';
import { felledFault, membersOf, packageWritten, whilePackageOpen, type Package } from './packages.ts';
import type { RecordState } from './state.ts';
import { isAsDecided, togetherOf, type DecidedOne, type JointDecision, type TogetherCommand } from './together.ts';
import { accepts, faultsOf, jointly, waiting, type DecideCommand, type Joint, type NamedFault } from './together-faults.ts';

/** What each rule says of one decision or reopening by itself. */
type DecideOne = (command: SingleCommand, context: DecisionContext) => Decision;
type SingleCommand = Extract<Command, { type: 'accept' | 'drop' | 'park' | 'reopen' }>;

export function decideTogether(
  state: RecordState,
  command: TogetherCommand,
  context: DecisionContext,
  decideOne: DecideOne,
): Decision {
  if (command.type === 'reopen-together') return reopen(state, command, { context, decideOne });
  const { decisions } = command;
  const ids = decisions.map(({ proposal }) => proposal);
  const { clauses = [] } = command;
  if (ids.length + clauses.length === 0) return malformed('Say what is decided.');
  if (new Set(ids).size < ids.length) return malformed('A proposal is named twice; it is decided once.');
  if (command.package === null)
    return clauses.length === 0
      ? all(state, command, null, { context, decideOne })
      : malformed('Clauses are agreed by themselves, or with a package.');
  return whilePackageOpen(state, command.package, (one) => {
    const missing = one.proposals.filter((id) => !ids.includes(id)).length;
    if (missing > 0 || ids.length > one.proposals.length)
      return malformed(
        `A package is decided whole: of its ${counted(one.proposals.length, 'proposal')} each is accepted or dropped, and nothing else.`,
      );
    const named = new Set(clauses.map(({ clause }) => clause));
    if (named.size < clauses.length || named.size !== one.clauses.length || one.clauses.some(({ clause }) => !named.has(clause)))
      return malformed(
        `A package is decided whole: of its ${counted(one.clauses.length, 'clause')} each is agreed or left as it stands, and no other.`,
      );
    if (decisions.some(({ how }) => how === 'park'))
      return malformed('A proposal in a package is accepted or dropped with it. It can be parked by itself.');
    return all(state, command, one, { context, decideOne });
  });
}

/** By what rules each is decided, and on what. */
interface Deciding {
  readonly context: DecisionContext;
  readonly decideOne: DecideOne;
}

function all(state: RecordState, command: DecideCommand, held: Package | null, { context, decideOne }: Deciding): Decision {
  const { decisions } = command;
  const events: RecordEvent[] = [];
  const decided: DecidedOne[] = [];
  const joint = jointly(state, command, context);
  const faults: NamedFault[] = faultsOf(joint, context);
  const faulty = new Set(faults.flatMap(({ proposal = [] }) => proposal));
  // Behind the entry of the act itself.
  const first = context.nextNumber + 1;
  const closed = new Map<ProposalId, EntryNumber>();
  const accepted = new Set<ProposalId>();
  for (const one of [...decisions.filter(accepts), ...decisions.filter((other) => !accepts(other))]) {
    if (faulty.has(one.proposal)) continue;
    const fate = closed.get(one.proposal);
    if (fate !== undefined) {
      if (one.how === 'drop') decided.push({ proposal: one.proposal, how: 'drop', entry: fate });
      else faults.push({ proposal: one.proposal, reason: REPLACED });
      continue;
    }
    const decision = decideOne(single(one, joint), { ...context, nextNumber: first + events.length });
    const fault = decision.ok ? felledFault(state.instruments.packages, decision.value, command.package) : decision.refusal;
    if (!decision.ok || fault !== null) {
      faults.push({ proposal: one.proposal, reason: fault?.reason ?? '' });
      continue;
    }
    // By whichever of the two it is decided on first, nothing is accepted and replaced in one act.
    const undone = decision.value.flatMap((event) => (goes(event) && accepted.has(event.proposal) ? [event.proposal] : []));
    faults.push(...undone.map((proposal) => ({ proposal, reason: REPLACED })));
    if (accepts(one)) accepted.add(one.proposal);
    decided.push({ proposal: one.proposal, how: one.how, entry: first + events.length });
    for (const event of decision.value) {
      if (goes(event)) {
        if (closed.has(event.proposal)) continue;
        closed.set(event.proposal, first + events.length);
      }
      events.push(decisions.every(accepts) ? event : withoutGround(event));
    }
  }
  const { clauses = [] } = command;
  const agreeing = held === null ? NOTHING : agreeTogether(joint, held, clauses, first + events.length);
  faults.push(...agreeing.faults);
  if (faults.length > 0) return refuseWhole(faults, decisions.length + clauses.length);
  const agreed = agreeing.agreed.length === 0 ? {} : { agreed: agreeing.agreed };
  return ok([
    { type: 'DecidedTogether', package: command.package, decisions: decided, ...agreed },
    ...events,
    ...agreeing.events,
  ]);
}

const NOTHING: ReturnType<typeof agreeTogether> = { events: [], agreed: [], faults: [] };

const REPLACED = 'It would be replaced by what is accepted with it.';

/** Whether something goes because another is accepted. */
function goes(event: RecordEvent): event is Extract<RecordEvent, { type: 'ProposalFell' | 'ProposalReplaced' }> {
  return event.type === 'ProposalFell' || event.type === 'ProposalReplaced';
}

/** The ground of an act in which something is dropped, or parked, is that of what goes, and not of what is accepted with it. */
function withoutGround(event: RecordEvent): RecordEvent {
  if (event.type !== 'ProposalAccepted') return event;
  const { type, proposal, version, despite } = event;
  return { type, proposal, version, ...(despite === undefined ? {} : { despite }) };
}

function single(one: JointDecision, joint: Joint): SingleCommand {
  const { proposal, version } = one;
  const { ground, basis, parking = { owner: '', returns: '', reason: '' }, despite } = joint.command;
  switch (one.how) {
    case 'accept': {
      const named = new Set(joint.command.decisions.map((other) => other.proposal));
      const falls = (one.falls ?? []).filter((id) => !named.has(id));
      // The drop of what goes by the acceptance of another here has the ground of all that is dropped.
      const gone = ground.trim() === '' && basis === 'no-support' ? 'no support' : ground;
      return { type: 'accept', proposal, version, falls, ground: gone, ...(waiting(one, joint) === null ? {} : { despite }) };
    }
    case 'drop':
      return { type: 'drop', proposal, version, ground, basis };
    case 'park':
      return { type: 'park', proposal, ...parking };
  }
}

/** All or none: each reason is told. */
function refuseWhole(faults: readonly NamedFault[], of: number, done = 'decided'): Decision {
  const [first] = faults;
  const distinct = new Set(faults.map(({ proposal, clause }) => proposal ?? clause)).size;
  const told = faults.length === 1 ? ` ${first?.reason ?? ''}` : '';
  return refuse({
    code: 'not-together',
    reason: `Nothing was ${done}, since ${distinct} of ${of} cannot be.${told}`,
    each: faults,
  });
}

function reopen(
  state: RecordState,
  command: Extract<TogetherCommand, { type: 'reopen-together' }>,
  { context, decideOne }: { readonly context: DecisionContext; readonly decideOne: DecideOne },
): Decision {
  const together = state.instruments.togethers.get(command.together);
  if (together === undefined)
    return refuse({ code: 'not-closed', reason: 'The record knows no such act on several, or it was reopened already.' });
  const standing = together.decisions.filter((one) => isAsDecided(state, one));
  const clauses = together.agreed.filter((one) => isAsAgreed(state, one)).map(({ clause }): ClauseId => clause);
  if (standing.length + clauses.length === 0)
    return refuse({ code: 'not-closed', reason: 'Nothing of it stands: all was reopened already.' });
  const reason = command.reason.trim();
  if (reason === '') return malformed('Say for the record why it is reopened.');
  const events: RecordEvent[] = [];
  const faults: NamedFault[] = [];
  const risen = new Set<ProposalId>();
  for (const { proposal, how } of standing) {
    if (how === 'park' || risen.has(proposal)) continue;
    const decision = decideOne({ type: 'reopen', proposal, reason }, context);
    if (!decision.ok) faults.push({ proposal, reason: decision.refusal.reason });
    else events.push(...decision.value);
    for (const event of decision.ok ? decision.value : [])
      if (event.type === 'ProposalReopened') for (const id of event.revived) risen.add(id);
  }
  if (faults.length > 0) return refuseWhole(faults, standing.length + clauses.length, 'reopened');
  const proposals = standing.map(({ proposal }) => proposal);
  const again = clauses.length === 0 ? {} : { clauses };
  return ok([
    { type: 'TogetherReopened', together: together.entry, package: together.package, reason, proposals, ...again },
    ...events,
  ]);
}

/** A member of a package that was decided is not reopened alone. */
export function packagedFault(state: RecordState, proposal: ProposalId): Refusal | null {
  const together = togetherOf(state, proposal);
  const held = together?.package == null ? undefined : state.instruments.packages.get(together.package);
  if (together === undefined || held === undefined) return null;
  return {
    code: 'in-package',
    reason: `It was decided in ${packageWritten(held)}, together with ${membersOf(held) - 1} more. Reopen the decision on the package (record ${together.entry}), which gives back all of it.`,
  };
}

function malformed(reason: string): Decision {
  return refuse({ code: 'malformed', reason });
}
