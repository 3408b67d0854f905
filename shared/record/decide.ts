import { ok, refuse, type Result } from '../base/result.ts';
import type { ParticipantId } from '../base/ids.ts';
import type { ParticipantKind } from '../participants/participant.ts';
import type { OptionsPlan } from '../proposals/options.ts';
import type { Clause } from '../text/clause.ts';
import { decideLadder, type ClauseSources } from './agreeing.ts';
import { clauseNames } from './clause-names.ts';
import type { Command } from './command.ts';
import type { IssuedText } from './event.ts';
import { agreedFault } from './ladder.ts';
import { decideLengthLimit } from './length-limit.ts';
import { decideLens } from './lens.ts';
import { decideInstrument, instrumentFault, usesInstrument, type InstrumentCommand } from './instruments.ts';
import { decideMeeting, isMeetingCommand } from './meetings.ts';
import { decideNumbering, isNumberingCommand, type NumberingSources } from './numbering.ts';
import { outcomesOf, type RecordState, type TextFacts } from './state.ts';
import { decideProcedure } from './procedures.ts';
import type { SilenceTimes } from './silence-decisions.ts';
import { decideContest, type AdjoiningOf } from './contests.ts';
import { decideLifting, type PlannedLifting } from './lifting.ts';
import { decideOptions } from './options.ts';
import { whileAllSeen, whileSeen, type Decision } from './open-proposal.ts';
import { felledFault } from './packages.ts';
import { attribute, NOT_A_GROUP, speaksForGroup, takePosition } from './position-decisions.ts';
import { decideSettingAside } from './setting-aside.ts';
import { decideReintroduction } from './reintroduction.ts';
import { decideSponsorship } from './sponsorship.ts';
import { promisedRungs } from './status-given.ts';
import { decideStreamlining } from './streamlining.ts';
import { symbolFault, tidySymbol } from './symbol.ts';
import { decideWithdrawal } from './withdrawal.ts';
import { accept, acceptAsAmended } from './acceptance.ts';
import { reopen } from './reopening.ts';
import { tabledEvent, type WrittenChange } from './written-change.ts';

/** What deciding needs besides the record. */
export interface DecisionContext {
  readonly facts: TextFacts;
  /** Number that the first of the resulting entries will have. */
  readonly nextNumber: number;
  /** What the registry knows a participant as; null where it does not know it. */
  kindOf(participant: ParticipantId): ParticipantKind | null;
  /** How many participants have a vote; undefined where that is not known. */
  readonly entitled?: number | undefined;
  /** For silence, which has deadlines. */
  readonly times?: SilenceTimes | undefined;
  /** For `table`: the proposal as redrafted on the text as it stands now. */
  readonly tabling?: WrittenChange | undefined;
  /** For `accept-as-amended`: the amendment. */
  readonly amendment?: WrittenChange | undefined;
  /** For `merge` in a new wording, `bridge` and `reintroduce`: what is brought in. */
  readonly written?: WrittenChange | undefined;
  /** For `set-options`: how they come into the text, or why they cannot. */
  readonly options?: Result<OptionsPlan, string> | undefined;
  /** For `lift-options`: the labels that go. */
  readonly lifting?: PlannedLifting | undefined;
  /** For `issue-revision` and `restore-revision`: the text as it would be frozen. */
  readonly issue?: IssuedText | undefined;
  /** For `renumber`: what it would do to the text as it stands. */
  readonly renumbering?: NumberingSources['renumbering'];
  /** For acceptances: see `AdjoiningOf`. */
  readonly adjoiningOf?: AdjoiningOf | undefined;
  /** For what is decided on clauses: the text as it stands, in order. */
  clauses?(): readonly Clause[];
}

/**
 * What a command does to the record: the events it becomes, or why it is refused. Pure. Who may give it is the policy's to say;
 * that the change of text named in the context is written together with the events is the caller's.
 */
export function decide(state: RecordState, command: Command, context: DecisionContext): Decision {
  const alone = (one: Exclude<Command, InstrumentCommand>, then: DecisionContext): Decision => decideAlone(state, one, then);
  if (usesInstrument(command)) return decideInstrument(state, command, context, alone);
  const fault = instrumentFault(state, command, () => context.clauses?.() ?? []);
  if (fault !== null) return refuse(fault);
  const decision = decideAlone(state, command, context);
  const felled = decision.ok ? felledFault(state.instruments.packages, decision.value, null) : null;
  return felled === null ? decision : refuse(felled);
}

/** By the rules for one proposal, whatever package it is in and whatever it waits for. */
function decideAlone(state: RecordState, command: Exclude<Command, InstrumentCommand>, context: DecisionContext): Decision {
  if (isMeetingCommand(command)) return decideMeeting(state.meetings, command);
  if (isNumberingCommand(command))
    return decideNumbering(state, command, { ...clauseSources(state, context), renumbering: context.renumbering });
  switch (command.type) {
    case 'attribute':
      return attribute(state, command, context);
    case 'take-position':
      return takePosition(state, command, context);
    case 'withdraw':
      return decideWithdrawal(state, command);
    case 'reintroduce':
      return decideReintroduction(state, command, context, clauseSources(state, context));
    case 'accept':
      return whileSeen(state, command, context, (proposal) =>
        whileAllSeen(command, context, () => accept(state, proposal, command, context)),
      );
    case 'accept-as-amended':
      return whileSeen(state, command, context, (proposal) =>
        whileAllSeen(command, context, () => acceptAsAmended(state, proposal, command, context)),
      );
    case 'drop':
      return whileSeen(state, command, context, () => drop(command));
    case 'refer':
    case 'park':
    case 'reserve':
    case 'call-back':
      return decideSettingAside(state, command, { knows: (participant) => context.kindOf(participant) !== null });
    case 'sponsor':
    case 'leave':
      return decideSponsorship(state, command, context);
    case 'merge':
    case 'bridge':
      return decideStreamlining(state, command, context);
    case 'relate':
      return decideContest(state, command);
    case 'set-options':
      return decideOptions(state, command, { options: context.options, sources: clauseSources(state, context) });
    case 'lift-options':
    case 'undo-lifting':
      return decideLifting(state, command, { planned: context.lifting, clauses: () => context.clauses?.() ?? [] });
    case 'reopen':
      return reopen(state, command.proposal, command.reason);
    case 'table':
      return table(state, command, context);
    case 'begin-silence':
    case 'break-silence':
    case 'lift-silence':
    case 'open-vote':
    case 'cast-vote':
    case 'count-votes':
    case 'explain-vote':
    case 'close-vote':
    case 'call-off-vote':
      return decideProcedure(state, command, context, (follows, then) => decide(state, follows, then));
    case 'issue-revision':
      return issue(state, command.symbol, null, context);
    case 'restore-revision':
      return issue(state, command.symbol, command.revision, context);
    case 'set-length-limit':
      return decideLengthLimit(state.lengthLimit, command);
    case 'set-lens':
      return decideLens(state.lens, command);
    case 'set-ladder':
    case 'agree':
    case 'reopen-clauses':
      return decideLadder(state.ladder, command, clauseSources(state, context));
  }
}

function clauseSources(state: RecordState, context: DecisionContext): ClauseSources {
  return {
    clauses: context.clauses?.() ?? [],
    outcomeOf: outcomesOf(state),
    numbering: state.numbering,
    promised: promisedRungs(state),
  };
}

function table(state: RecordState, command: Extract<Command, { type: 'table' }>, context: DecisionContext): Decision {
  const { tabling } = context;
  const { rationale, onBehalfOf = null } = command;
  if (!speaksForGroup({ onBehalfOf }, context)) return refuse(NOT_A_GROUP);
  if (tabling === undefined)
    return refuse({ code: 'nothing-to-table', reason: 'Nothing has been changed, so there is nothing to table.' });
  const fault = agreedFault(state.ladder, tabling.clauses, clauseNames(clauseSources(state, context)));
  return fault === null
    ? ok([
        { ...tabledEvent(tabling, 'tabled', rationale, tabling.amends ?? null), ...(onBehalfOf === null ? {} : { onBehalfOf }) },
      ])
    : refuse(fault);
}

/** What is dropped has a ground in the record, or that it had no support (CONVENTIONS 7). */
function drop({ proposal, version, ground: given, basis }: Extract<Command, { type: 'drop' }>): Decision {
  const ground = given.trim();
  return ground === '' && basis === undefined
    ? refuse({ code: 'malformed', reason: 'Say for the record on what ground it is dropped, or that it had no support.' })
    : ok([{ type: 'ProposalDropped', proposal, version, ground, ...(basis === undefined ? {} : { basis }) }]);
}

function issue(state: RecordState, given: string, restores: number | null, { issue: frozen }: DecisionContext): Decision {
  const symbol = tidySymbol(given);
  if (restores !== null && !state.issued.some(({ revision }) => revision === restores))
    return refuse({ code: 'unknown-revision', reason: 'No such revision of this draft has been issued.' });
  const fault = symbolFault(symbol, state.issued);
  if (fault !== null) return refuse(fault);
  if (frozen === undefined) throw new Error('missing: the text to be frozen');
  return ok([{ type: 'RevisionIssued', revision: state.revision, symbol, restores, ...frozen }]);
}
