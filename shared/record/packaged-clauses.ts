import type { ClauseId } from '../base/ids.ts';
import { standingWords } from '../proposals/clause-version.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Clause } from '../text/clause.ts';
import { decideLadder } from './agreeing.ts';
import { clauseNames } from './clause-names.ts';
import type { Command, Refusal } from './command.ts';
import { placeOnLadder, rungOf, type Agreement, type LadderEvent, type LadderState } from './ladder.ts';
import { packageWritten, type Package, type PackagedClause, type Packages } from './packages.ts';
import { pendingFault } from './pending.ts';
import { runningSilences } from './silence.ts';
import { outcomesOf, type RecordState } from './state.ts';
import type { AgreedOne, JointClause, Together } from './together.ts';
import { openVotes } from './vote.ts';

/** Record and text, with what proposals come to by the act in question. */
interface ClauseOutlook {
  readonly state: RecordState;
  readonly clauses: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
}

/** The open package with which a clause is to be agreed; undefined where it is in none. */
export function packageOfClause(packages: Packages, clause: ClauseId): Package | undefined {
  for (const one of packages.values())
    if (one.status.state === 'open' && one.clauses.some((held) => held.clause === clause)) return one;
  return undefined;
}

/** Why clauses cannot come into a package; null where they can. */
export function packingFault(state: RecordState, packed: readonly PackagedClause[], clauses: readonly Clause[]): Refusal | null {
  const { rungs, agreed } = state.ladder;
  const outcomeOf = outcomesOf(state);
  const name = clauseNames({ clauses, outcomeOf, numbering: state.numbering });
  if (new Set(packed.map(({ clause }) => clause)).size < packed.length)
    return { code: 'malformed', reason: 'A clause is named twice; it is agreed once.' };
  for (const { clause, rung } of packed) {
    const place = placeOnLadder(rungs, rung);
    if (place === -1) return { code: 'unknown-rung', reason: 'The ladder of this draft has no such rung.' };
    if (!clauses.some((one) => one.id === clause && standingWords(one, outcomeOf).trim() !== ''))
      return { code: 'unknown-clause', reason: 'One of the clauses does not stand in the text any more.' };
    const held = packageOfClause(state.instruments.packages, clause);
    if (held !== undefined)
      return {
        code: 'in-package',
        reason: `A clause is in one package at a time; ${name(clause)} is in ${packageWritten(held)}.`,
      };
    const agreement = agreed.get(clause);
    const has = agreement === undefined ? null : rungOf(agreement, rungs);
    if (has !== null && placeOnLadder(rungs, has.id) >= place)
      return { code: 'agreed', reason: `${name(clause)} stands as high on the ladder already, or higher.` };
    const fault = givenElsewhere(state, clause, name);
    if (fault !== null) return fault;
  }
  return null;
}

/** A silence that runs, or an open vote, that is to give a clause a rung. */
function givenElsewhere({ silences, votes }: RecordState, clause: ClauseId, name: (clause: ClauseId) => string): Refusal | null {
  const silence = runningSilences(silences).find((one) => one.gives !== undefined && one.clauses.get(clause)?.fate === 'running');
  if (silence !== undefined)
    return {
      code: 'not-open',
      reason: `Silence that is to agree ${name(clause)} runs on it (record ${silence.entry}). Lift it, or let it end first.`,
    };
  const vote = openVotes(votes).find(
    ({ gives, question }) =>
      gives !== undefined && (question.on === 'whole' || (question.on === 'clause' && question.clause === clause)),
  );
  return vote === undefined
    ? null
    : {
        code: 'not-open',
        reason: `A vote that is to agree ${name(clause)} is open (record ${vote.entry}). Close it, or call it off first.`,
      };
}

/** Refuses to agree alone what is agreed with an open package, or to put it so; and to reopen alone what a package agreed. */
export function packagedClauseFault(state: RecordState, command: Command, clauses: () => readonly Clause[]): Refusal | null {
  const { packages } = state.instruments;
  if (packages.size === 0) return null;
  if (command.type === 'reopen-clauses') return reopenedAlone(state, command.clauses, clauses);
  for (const clause of clausesAgreedBy(command, clauses)) {
    const held = packageOfClause(packages, clause);
    if (held === undefined) continue;
    const name = clauseNames({ clauses: clauses(), outcomeOf: outcomesOf(state), numbering: state.numbering });
    return {
      code: 'in-package',
      reason: `${name(clause)} is in ${packageWritten(held)}, with which it is agreed or not at all. Decide the package, or take the clause out of it first.`,
    };
  }
  return null;
}

/** The clauses that a command agrees, or puts to a silence or a vote that is to agree them. */
export function clausesAgreedBy(command: Command, clauses: () => readonly Clause[]): readonly ClauseId[] {
  const all = (): ClauseId[] => clauses().map(({ id }) => id);
  if (command.type === 'agree') return command.clauses.map(({ clause }) => clause);
  if (command.type === 'begin-silence') return command.gives === undefined ? [] : (command.clauses ?? all());
  if (command.type !== 'open-vote' || command.gives === undefined) return [];
  if (command.question.on === 'whole') return all();
  return command.question.on === 'clause' ? [command.question.clause] : [];
}

function reopenedAlone(state: RecordState, reopened: readonly ClauseId[], clauses: () => readonly Clause[]): Refusal | null {
  for (const clause of reopened) {
    const steps = new Set(state.ladder.agreed.get(clause)?.steps.map(({ entry }) => entry));
    for (const together of state.instruments.togethers.values()) {
      const held = together.package === null ? undefined : state.instruments.packages.get(together.package);
      if (held === undefined || !together.agreed.some((one) => one.clause === clause && steps.has(one.entry))) continue;
      const name = clauseNames({ clauses: clauses(), outcomeOf: outcomesOf(state), numbering: state.numbering });
      return {
        code: 'in-package',
        reason: `${name(clause)} was agreed with ${packageWritten(held)}. Reopen the decision on the package (record ${together.entry}), which gives back all of it.`,
      };
    }
  }
  return null;
}

/** What agreeing the clauses of a package becomes, once its proposals are decided; or what speaks against each. */
interface AgreedTogether {
  readonly events: readonly LadderEvent[];
  readonly agreed: readonly Pick<AgreedOne, 'clause' | 'entry'>[];
  readonly faults: readonly { readonly clause: ClauseId; readonly reason: string }[];
}

/** `first`: number of the first entry. Each clause in the version that it has with all of the act, as the chair saw it. */
export function agreeTogether(
  { state, clauses, outcomeOf }: ClauseOutlook,
  held: Package,
  decided: readonly JointClause[],
  first: EntryNumber,
): AgreedTogether {
  const events: LadderEvent[] = [];
  const agreed: Pick<AgreedOne, 'clause' | 'entry'>[] = [];
  const faults: { clause: ClauseId; reason: string }[] = [];
  for (const { clause, version, how } of decided) {
    const rung = held.clauses.find((one) => one.clause === clause)?.rung;
    if (how === 'leave' || rung === undefined) continue;
    const decision = decideLadder(
      state.ladder,
      { type: 'agree', rung, clauses: [{ clause, version }] },
      { clauses, outcomeOf, numbering: state.numbering },
    );
    const waits = pendingFault({ on: 'clause', clause }, { state, clauses }, outcomeOf);
    if (!decision.ok || waits !== null) {
      faults.push({ clause, reason: (decision.ok ? waits : decision.refusal)?.reason ?? '' });
      continue;
    }
    agreed.push({ clause, entry: first + events.length });
    for (const event of decision.value)
      events.push(event.type === 'ClauseAgreed' ? { ...event, by: { on: 'package', entry: held.entry } } : event);
  }
  return { events, agreed, faults };
}

/** Whether a clause still is as an act on several left it. */
export function isAsAgreed(
  { ladder }: Pick<RecordState, 'ladder'>,
  { clause, entry }: Pick<AgreedOne, 'clause' | 'entry'>,
): boolean {
  return ladder.agreed.get(clause)?.steps.at(-1)?.entry === entry;
}

/** The ladder once an act on several is taken back: each clause stands where it stood, but for those of which something else became since. */
export function withoutAgreed(
  state: Pick<RecordState, 'ladder'> & { readonly issued: readonly { readonly entry: EntryNumber }[] },
  together: Pick<Together, 'agreed'>,
): LadderState {
  const { ladder } = state;
  const standing = together.agreed.filter((one) => isAsAgreed(state, one));
  if (standing.length === 0) return ladder;
  const agreed = new Map(ladder.agreed);
  for (const { clause, entry, before } of standing) {
    const now = agreed.get(clause);
    if (now === undefined || before === null) agreed.delete(clause);
    else
      agreed.set(
        clause,
        asBefore(
          before,
          now,
          state.issued.some((one) => one.entry > entry),
        ),
      );
  }
  return { ...ladder, agreed };
}

/** The words are those of before; renumbering may have given them another version, and a restored text words of other closed proposals. */
function asBefore(before: Agreement, now: Agreement, isRestored: boolean): Agreement {
  const settles = isRestored ? [...new Set([...before.settles, ...now.settles])].toSorted() : before.settles;
  return { version: now.version, steps: before.steps, settles };
}
