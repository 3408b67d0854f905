import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { likeness } from '../participants/likeness.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Refusal } from './command.ts';
import type { RecordEvent } from './event.ts';
import { whileOpen, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';
import { openVotes } from './vote.ts';

/** A clause that is agreed with a package: to which rung it comes. */
export interface PackagedClause {
  readonly clause: ClauseId;
  readonly rung: string;
}

/** Open proposals, and clauses to be agreed, that are decided together or not at all; named by the entry that tied it. */
export interface Package {
  readonly entry: EntryNumber;
  readonly name: string;
  readonly proposals: readonly ProposalId[];
  /** Those that are agreed with it, each on a rung of the ladder. */
  readonly clauses: readonly PackagedClause[];
  readonly status: PackageStatus;
}

type PackageStatus =
  | { readonly state: 'open' }
  | { readonly state: 'decided'; readonly entry: EntryNumber }
  | { readonly state: 'dissolved'; readonly entry: EntryNumber; readonly reason: string };

export type Packages = ReadonlyMap<EntryNumber, Package>;

/** Why a package lost a member or ended: the chair said so, or the member was withdrawn by its proposer. */
type Cause = 'chair' | 'withdrawal';

interface Tying {
  readonly name: string;
  readonly proposals: readonly ProposalId[];
  readonly reason: string;
}

/** What concerns a package that is there, by the entry that tied it. */
interface OnPackage {
  readonly package: EntryNumber;
  readonly reason: string;
}

export type PackageEvent =
  /** `clauses`: absent where no clause is agreed with it. */
  | ({ readonly type: 'PackageTied'; readonly clauses?: readonly PackagedClause[] } & Tying)
  | ({ readonly type: 'PackageExtended'; readonly proposal: ProposalId } & OnPackage)
  | ({ readonly type: 'PackageReduced'; readonly proposal: ProposalId; readonly cause: Cause } & OnPackage)
  /** Clauses are to be agreed with it too, or one is not after all. */
  | ({ readonly type: 'ClausesPacked'; readonly clauses: readonly PackagedClause[] } & OnPackage)
  | ({ readonly type: 'ClauseUnpacked'; readonly clause: ClauseId } & OnPackage)
  | ({ readonly type: 'PackageDissolved'; readonly cause: Cause } & OnPackage);

export type PackageCommand =
  | ({ readonly type: 'tie-package'; readonly clauses?: readonly PackagedClause[] | undefined } & Tying)
  | ({ readonly type: 'pack-clauses'; readonly clauses: readonly PackagedClause[] } & OnPackage)
  | ({ readonly type: 'unpack-clause'; readonly clause: ClauseId } & OnPackage)
  | ({ readonly type: 'extend-package'; readonly proposals: readonly ProposalId[] } & OnPackage)
  | ({ readonly type: 'reduce-package'; readonly proposal: ProposalId } & OnPackage)
  | ({ readonly type: 'dissolve-package' } & OnPackage);

/** Longest name, in UTF-16 units. */
const LONGEST_PACKAGE_NAME = 80;
const LEAST_MEMBERS = 2;

/** The open package that a proposal is in; undefined where it is in none. */
export function packageOf(packages: Packages, proposal: ProposalId): Package | undefined {
  for (const one of packages.values()) if (one.status.state === 'open' && one.proposals.includes(proposal)) return one;
  return undefined;
}

export function packageWritten({ name, entry }: Pick<Package, 'name' | 'entry'>): string {
  return `the package “${name}” (record ${entry})`;
}

/** How much is in a package. */
export function membersOf({ proposals, clauses }: Pick<Package, 'proposals' | 'clauses'>): number {
  return proposals.length + clauses.length;
}

/** `packs`: why clauses cannot come into a package; null where they can. */
export function decidePackage(
  state: RecordState,
  command: PackageCommand,
  packs: (clauses: readonly PackagedClause[]) => Refusal | null,
): Decision {
  if (command.type === 'tie-package') return tie(state, command, packs);
  const reason = command.reason.trim();
  return whilePackageOpen(state, command.package, (one) => {
    const { entry } = one;
    if (reason === '') return malformed('Say for the record why the package is changed.');
    switch (command.type) {
      case 'dissolve-package':
        return ok([{ type: 'PackageDissolved', package: entry, cause: 'chair', reason }]);
      case 'reduce-package':
        if (!one.proposals.includes(command.proposal)) return malformed('The proposal is not in this package.');
        return membersOf(one) <= LEAST_MEMBERS
          ? TOO_FEW
          : ok([{ type: 'PackageReduced', package: entry, proposal: command.proposal, cause: 'chair', reason }]);
      case 'extend-package': {
        const proposals = [...new Set(command.proposals)];
        if (proposals.length === 0) return malformed('Say which proposals come into it.');
        const fault = untieable(state, proposals);
        return fault === null
          ? ok(proposals.map((proposal) => ({ type: 'PackageExtended', package: entry, proposal, reason })))
          : refuse(fault);
      }
      case 'pack-clauses': {
        if (command.clauses.length === 0) return malformed('Say which clauses are agreed with it.');
        const fault = packs(command.clauses);
        return fault === null ? ok([{ type: 'ClausesPacked', package: entry, clauses: command.clauses, reason }]) : refuse(fault);
      }
      case 'unpack-clause':
        if (!one.clauses.some(({ clause }) => clause === command.clause)) return malformed('The clause is not in this package.');
        return membersOf(one) <= LEAST_MEMBERS
          ? TOO_FEW
          : ok([{ type: 'ClauseUnpacked', package: entry, clause: command.clause, reason }]);
    }
  });
}

const TOO_FEW = malformed('One alone is no package. The package can be dissolved instead.');

function tie(
  state: RecordState,
  command: Extract<PackageCommand, { type: 'tie-package' }>,
  packs: Parameters<typeof decidePackage>[2],
): Decision {
  const name = command.name.replaceAll(/\s+/g, ' ').trim();
  if (likeness(name) === '' || name.length > LONGEST_PACKAGE_NAME)
    return malformed(`A package has a name of 1 to ${LONGEST_PACKAGE_NAME} characters.`);
  const proposals = [...new Set(command.proposals)];
  const { clauses = [] } = command;
  if (membersOf({ proposals, clauses }) < LEAST_MEMBERS)
    return malformed('A package ties two at least, be they proposals or clauses to be agreed.');
  const unfit = untieable(state, proposals) ?? packs(clauses);
  if (unfit !== null) return refuse(unfit);
  const twin = [...state.instruments.packages.values()].find(
    (one) => one.status.state !== 'dissolved' && likeness(one.name) === likeness(name),
  );
  // One that was decided can be reopened, and is named in the register for ever.
  if (twin !== undefined) return malformed(`There is a package of that name already (record ${twin.entry}).`);
  const packed = clauses.length === 0 ? {} : { clauses };
  return ok([{ type: 'PackageTied', name, proposals, ...packed, reason: command.reason.trim() }]);
}

/** Goes on with a package that is open. */
export function whilePackageOpen(state: RecordState, entry: EntryNumber, then: (one: Package) => Decision): Decision {
  const one = state.instruments.packages.get(entry);
  if (one === undefined) return refuse({ code: 'unknown-package', reason: 'The record knows no such package.' });
  const { status } = one;
  return status.state === 'open'
    ? then(one)
    : refuse({ code: 'not-open', reason: `This package was ${status.state} (record ${status.entry}).` });
}

/** Why proposals cannot come into a package, all of them; null where they can. */
function untieable(state: RecordState, proposals: readonly ProposalId[]): Refusal | null {
  for (const id of proposals) {
    const fault = whileTieable(state, id, () => ok([]));
    if (!fault.ok) return fault.refusal;
  }
  return null;
}

function whileTieable(state: RecordState, id: ProposalId, then: () => Decision): Decision {
  return whileOpen(state, id, () => {
    const held = packageOf(state.instruments.packages, id);
    if (held !== undefined)
      return refuse({ code: 'in-package', reason: `A proposal is in one package at a time; it is in ${packageWritten(held)}.` });
    const vote = openVotes(state.votes).find(({ question }) => question.on === 'proposal' && question.proposal === id);
    return vote === undefined
      ? then()
      : refuse({ code: 'not-open', reason: `A vote is open on it (record ${vote.entry}). Close it, or call it off first.` });
  });
}

/** Refuses to decide alone on what is in an open package. `rivals`: those that would go with it. */
export function packageFault(
  packages: Packages,
  decided: readonly ProposalId[],
  rivals: readonly ProposalId[],
  within: EntryNumber | null,
): Refusal | null {
  for (const [ids, who] of [
    [decided, 'It is'],
    [rivals, 'A proposal that would go with it is'],
  ] as const) {
    for (const id of ids) {
      const held = packageOf(packages, id);
      if (held === undefined || held.entry === within) continue;
      return {
        code: 'in-package',
        reason: `${who} in ${packageWritten(held)}, which is decided together or not at all. Decide the package, or take the proposal out of it first.`,
      };
    }
  }
  return null;
}

/** The same of what falls with a decision in whatever way, as with the choice of an option. */
export function felledFault(packages: Packages, events: readonly RecordEvent[], within: EntryNumber | null): Refusal | null {
  if (packages.size === 0) return null;
  const felled = events.flatMap((event) =>
    event.type === 'ProposalFell' || event.type === 'ProposalReplaced' ? [event.proposal] : [],
  );
  return packageFault(packages, [], felled, within);
}

/** Nobody can be made to stay in a package: what a withdrawal does to it. */
export function packageWithdrawals(packages: Packages, proposal: ProposalId): PackageEvent[] {
  const held = packageOf(packages, proposal);
  if (held === undefined) return [];
  const rest = { package: held.entry, cause: 'withdrawal', reason: '' } as const;
  return membersOf(held) > LEAST_MEMBERS
    ? [{ type: 'PackageReduced', proposal, ...rest }]
    : [{ type: 'PackageDissolved', ...rest }];
}

export function evolvePackages(packages: Packages, event: PackageEvent, entry: EntryNumber): Packages {
  if (event.type === 'PackageTied') {
    const { name, proposals, clauses = [] } = event;
    return new Map(packages).set(entry, { entry, name, proposals, clauses, status: { state: 'open' } });
  }
  const one = packages.get(event.package);
  if (one === undefined) return packages;
  switch (event.type) {
    case 'PackageExtended':
      return new Map(packages).set(one.entry, { ...one, proposals: [...one.proposals, event.proposal] });
    case 'PackageReduced':
      return new Map(packages).set(one.entry, { ...one, proposals: one.proposals.filter((id) => id !== event.proposal) });
    case 'ClausesPacked':
      return new Map(packages).set(one.entry, { ...one, clauses: [...one.clauses, ...event.clauses] });
    case 'ClauseUnpacked':
      return new Map(packages).set(one.entry, { ...one, clauses: one.clauses.filter(({ clause }) => clause !== event.clause) });
    case 'PackageDissolved':
      return new Map(packages).set(one.entry, { ...one, status: { state: 'dissolved', entry, reason: event.reason } });
  }
}

function malformed(reason: string): Decision {
  return refuse({ code: 'malformed', reason });
}
