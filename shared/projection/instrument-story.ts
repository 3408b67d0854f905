import { unreachable } from '../base/assert.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { InstrumentEvent } from '../record/instruments.ts';
import type { Matter } from '../record/matter.ts';
import type { RecordState } from '../record/state.ts';
import type { TogetherEvent } from '../record/together.ts';
import { listed } from './naming.ts';

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
  const about = (matter: Matter): boolean => (matter.on === 'clause' ? matter.clause === clause : proposals.has(matter.proposal));
  switch (event.type) {
    case 'PackageTied':
    case 'TogetherReopened':
      return event.proposals.some((id) => proposals.has(id));
    case 'PackageExtended':
    case 'PackageReduced':
      return proposals.has(event.proposal);
    case 'PackageDissolved':
      return (state.instruments.packages.get(event.package)?.proposals ?? []).some((id) => proposals.has(id));
    case 'DecidedTogether':
      return event.decisions.some(({ proposal }) => proposals.has(proposal));
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
  const named = (entry: number): string => `the package “${state.instruments.packages.get(entry)?.name ?? ''}” (record ${entry})`;
  switch (event.type) {
    case 'PackageTied':
      return `${who} tied ${severalTold(event.proposals.map(quote))} into the package “${event.name}”, to be decided together or not at all${noted(event.reason)}`;
    case 'PackageExtended':
      return `${who} put ${quote(event.proposal)} into ${named(event.package)}${noted(event.reason)}`;
    case 'PackageReduced':
      return event.cause === 'withdrawal'
        ? `With its withdrawal ${quote(event.proposal)} left ${named(event.package)}, which goes on with the others`
        : `${who} took ${quote(event.proposal)} out of ${named(event.package)}${noted(event.reason)}`;
    case 'PackageDissolved':
      return event.cause === 'withdrawal'
        ? `With that withdrawal ${named(event.package)} was dissolved, since one proposal is no package`
        : `${who} dissolved ${named(event.package)}${noted(event.reason)}`;
    case 'DecidedTogether':
    case 'TogetherReopened':
      return togetherSentence(event, who, named);
    case 'PendingBegan':
      return `${who} said that ${matterTold(event.matter, telling)} waits for ${matterTold(event.awaits, telling)}${noted(event.reason)}`;
    case 'PendingLifted':
      return `${who} said that ${matterTold(event.matter, telling)} need not wait for ${matterTold(event.awaits, telling)} any more${noted(event.reason)}`;
    case 'RunningOrderSet':
      return event.matters.length === 0
        ? `${who} cleared the running order`
        : `${who} set a running order of ${event.matters.length === 1 ? 'one matter' : `${event.matters.length} matters`}`;
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
    return `${who} reopened ${what}, ${countTold(event.proposals.length)} in all${noted(event.reason)}`;
  }
  const told = (['accept', 'drop', 'park'] as const).flatMap((how) => {
    const count = event.decisions.filter((one) => one.how === how).length;
    return count === 0 ? [] : [`${count} ${DONE[how]}`];
  });
  return event.package === null
    ? `${who} decided on ${countTold(event.decisions.length)} in one act: ${told.join(', ')}`
    : `${who} decided ${named(event.package)} as a whole: ${told.join(', ')}`;
}

function matterTold(matter: Matter, { quote, clause }: InstrumentTelling): string {
  if (matter.on === 'proposal') return quote(matter.proposal);
  if (clause === null) return 'a clause';
  return matter.clause === clause ? 'this clause' : 'another clause';
}

function countTold(count: number): string {
  return count === 1 ? 'one proposal' : `${count} proposals`;
}

const DONE = { accept: 'accepted', drop: 'dropped', park: 'parked' } as const;

const MOST_QUOTED = 4;

function severalTold(names: readonly string[]): string {
  const more = names.length - MOST_QUOTED;
  return listed([...names.slice(0, MOST_QUOTED), ...(more > 0 ? [`${more} more`] : [])]);
}

function noted(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}
