import { unreachable } from '../base/assert.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { oneOrMore } from '../base/phrases.ts';
import type { InstrumentEvent } from '../record/instruments.ts';
import type { Matter } from '../record/matter.ts';
import { packageWritten } from '../record/packages.ts';
import type { RecordState } from '../record/state.ts';
import type { TogetherEvent } from '../record/together.ts';
import { listed } from './naming.ts';
import { withReason } from './telling.ts';

/** What the sentences about packages, waiting, acts on several and the running order are made of. */
export interface InstrumentTelling {
  readonly state: RecordState;
  readonly who: string;
  readonly quote: (proposal: ProposalId) => string;
  /** The clause whose story is told; null for that of the record. */
  readonly clause: ClauseId | null;
}

/** Whether an event is about a clause, or a proposal in it. */
export function instrumentConcerns(
  event: InstrumentEvent,
  state: RecordState,
  { clause, proposals }: { readonly clause: ClauseId; readonly proposals: ReadonlySet<ProposalId> },
): boolean {
  const agrees = (list: readonly { readonly clause: ClauseId }[] = []): boolean => list.some((one) => one.clause === clause);
  const about = (matter: Matter): boolean => (matter.on === 'clause' ? matter.clause === clause : proposals.has(matter.proposal));
  switch (event.type) {
    case 'PackageTied':
      return event.proposals.some((id) => proposals.has(id)) || agrees(event.clauses);
    case 'TogetherReopened':
      return event.proposals.some((id) => proposals.has(id)) || event.clauses?.includes(clause) === true;
    case 'ClausesPacked':
      return agrees(event.clauses);
    case 'ClauseUnpacked':
      return event.clause === clause;
    case 'PackageExtended':
    case 'PackageReduced':
      return proposals.has(event.proposal);
    case 'PackageDissolved': {
      const held = state.instruments.packages.get(event.package);
      return (held?.proposals ?? []).some((id) => proposals.has(id)) || agrees(held?.clauses);
    }
    case 'DecidedTogether':
      return event.decisions.some(({ proposal }) => proposals.has(proposal)) || agrees(event.agreed);
    case 'PendingBegan':
    case 'PendingLifted':
      return about(event.matter) || about(event.awaits);
    case 'RunningOrderSet':
      return false;
    case 'MatterTaken':
      return event.matter !== null && about(event.matter);
    default:
      return unreachable(event);
  }
}

/** One sentence; without its stop. */
export function instrumentSentence(event: InstrumentEvent, telling: InstrumentTelling): string {
  const { who, quote, state } = telling;
  const named = (entry: number): string => packageWritten({ entry, name: state.instruments.packages.get(entry)?.name ?? '' });
  switch (event.type) {
    case 'PackageTied':
      return `${who} tied ${severalTold([...event.proposals.map(quote), ...clausesTold(event.clauses)])} into the package “${event.name}”, to be decided together or not at all${withReason(event.reason)}`;
    case 'PackageExtended':
      return `${who} put ${quote(event.proposal)} into ${named(event.package)}${withReason(event.reason)}`;
    case 'PackageReduced':
      return event.cause === 'withdrawal'
        ? `With its withdrawal ${quote(event.proposal)} left ${named(event.package)}, which goes on with the others`
        : `${who} took ${quote(event.proposal)} out of ${named(event.package)}${withReason(event.reason)}`;
    case 'ClausesPacked':
      return `${who} put ${severalTold(clausesTold(event.clauses))} into ${named(event.package)}${withReason(event.reason)}`;
    case 'ClauseUnpacked':
      return `${who} took ${clauseTold(event.clause, telling)} out of ${named(event.package)}, with which it was to be agreed${withReason(event.reason)}`;
    case 'PackageDissolved':
      return event.cause === 'withdrawal'
        ? `With that withdrawal ${named(event.package)} was dissolved, since one alone is no package`
        : `${who} dissolved ${named(event.package)}${withReason(event.reason)}`;
    case 'DecidedTogether':
    case 'TogetherReopened':
      return togetherSentence(event, who, named);
    case 'PendingBegan':
      return `${who} said that ${matterTold(event.matter, telling)} waits for ${matterTold(event.awaits, telling)}${withReason(event.reason)}`;
    case 'PendingLifted':
      return `${who} said that ${matterTold(event.matter, telling)} need not wait for ${matterTold(event.awaits, telling)} any more${withReason(event.reason)}`;
    case 'RunningOrderSet':
      return event.matters.length === 0
        ? `${who} cleared the running order`
        : `${who} set a running order of ${oneOrMore(event.matters.length, 'matter')}`;
    case 'MatterTaken':
      return event.matter === null
        ? `${who} said that nothing of the running order is being taken`
        : `${who} took up ${matterTold(event.matter, telling)}`;
    default:
      return unreachable(event);
  }
}

function togetherSentence(event: TogetherEvent, who: string, named: (entry: number) => string): string {
  if (event.type === 'TogetherReopened') {
    const what =
      event.package === null
        ? `what was decided in one act (record ${event.together})`
        : `the decision on ${named(event.package)}`;
    const clauses = countedClauses(event.clauses?.length ?? 0);
    return `${who} reopened ${what}, ${listed([...(event.proposals.length > 0 || clauses.length === 0 ? [countTold(event.proposals.length)] : []), ...clauses])} in all${withReason(event.reason)}`;
  }
  const told = (['accept', 'drop', 'park'] as const).flatMap((how) => {
    const count = event.decisions.filter((one) => one.how === how).length;
    return count === 0 ? [] : [`${count} ${DONE[how]}`];
  });
  told.push(...countedClauses(event.agreed?.length ?? 0).map((count) => `${count} agreed`));
  return event.package === null
    ? `${who} decided on ${countTold(event.decisions.length)} in one act: ${told.join(', ')}`
    : `${who} decided ${named(event.package)} as a whole: ${told.join(', ')}`;
}

function matterTold(matter: Matter, { quote, clause }: InstrumentTelling): string {
  if (matter.on === 'proposal') return quote(matter.proposal);
  return clauseTold(matter.clause, { clause });
}

function clauseTold(id: ClauseId, { clause }: Pick<InstrumentTelling, 'clause'>): string {
  if (clause === null) return 'a clause';
  return id === clause ? 'this clause' : 'another clause';
}

/** The clauses that a package is to agree, as one of what it ties. */
function clausesTold(clauses: readonly unknown[] = []): string[] {
  return countedClauses(clauses.length).map((count) => `the agreement of ${count}`);
}

function countedClauses(count: number): string[] {
  if (count === 0) return [];
  return [oneOrMore(count, 'clause')];
}

function countTold(count: number): string {
  return oneOrMore(count, 'proposal');
}

const DONE = { accept: 'accepted', drop: 'dropped', park: 'parked' } as const;

const MOST_QUOTED = 4;

function severalTold(names: readonly string[]): string {
  const more = names.length - MOST_QUOTED;
  return listed([...names.slice(0, MOST_QUOTED), ...(more > 0 ? [`${more} more`] : [])]);
}
