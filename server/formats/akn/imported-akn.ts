import { shortened } from '../../../shared/base/shortened.ts';
import { withEmptyAlternatives } from '../../../shared/import/empty-alternatives.ts';
import type { ParticipantId } from '../../../shared/base/ids.ts';
import type { FlaggedFinding, Imported } from '../../../shared/import/imported.ts';
import type { Registry } from '../../../shared/participants/registry.ts';
import type { InheritedProposal } from '../../../shared/proposals/inherited.ts';
import { plainText } from '../../../shared/text/clause.ts';
import type { AknProposal, AknText } from './reading.ts';

/** Whether a file is called as Akoma Ntoso is. */
export function isAkn(fileName: string): boolean {
  return /\.(?:akn|xml)$/i.test(fileName);
}

/** A text of Akoma Ntoso as an import. Brackets are marked there, so that none has to be found; names are looked up. */
export function importedAkn(
  { title: own, clauses, proposals }: AknText,
  { registry, fileName, title }: { readonly registry: Registry; readonly fileName: string; readonly title?: string | undefined },
): Imported {
  const nesting = clauses.flatMap(({ runs }) => runs.map(({ insertions, deletions }) => insertions.length + deletions.length));
  return {
    form: clauses.some(({ kind, level }) => HEADINGS.has(kind) && level > 0) ? 'markdown' : 'plain',
    title: title ?? (own === '' ? fileName : own),
    clauses: withEmptyAlternatives(clauses),
    inherited: proposals.map((proposal) => inheritedFrom(proposal, registry)),
    maxDepth: nesting.reduce((most, depth) => Math.max(most, depth), 0),
    unclosed: [],
    stray: [],
    ordinary: [],
    flagged: proposals.flatMap((proposal) => flaggedIn(proposal, clauses, registry)),
    besides: [],
  };
}

const HEADINGS: ReadonlySet<string> = new Set(['title', 'part', 'article', 'heading']);

function inheritedFrom({ sponsors, behalf, positions, rationale, ...rest }: AknProposal, registry: Registry): InheritedProposal {
  const known = (name: string): ParticipantId[] => {
    const found = registry.resolve(name);
    return found === null ? [] : [found.id];
  };
  // Where nobody here is who proposed it, no co-sponsor takes that place.
  const [proposer = null, ...coProposers] = known(sponsors[0] ?? '').length === 0 ? [] : sponsors.flatMap(known);
  return {
    ...rest,
    ...(rationale === '' ? {} : { rationale }),
    proposer,
    coProposers,
    onBehalfOf: proposer === null ? null : (registry.resolve(behalf)?.id ?? null),
    positions: positions.flatMap(({ name, stance }) =>
      known(name).map((participant) => ({ participant, onBehalfOf: null, stance })),
    ),
  };
}

/** Names that the process does not know, each where its proposal begins: it has nobody for them. */
function flaggedIn(
  { clause, sponsors, behalf, positions }: AknProposal,
  clauses: AknText['clauses'],
  registry: Registry,
): FlaggedFinding[] {
  const at = clauses.findIndex(({ id }) => id === clause);
  const found = clauses[at];
  const names = new Set([...sponsors, behalf, ...positions.map(({ name }) => name)]);
  return [...names]
    .filter((name) => name !== '' && registry.resolve(name) === null)
    .map((name) => ({
      clause: at + 1,
      clauseId: clause,
      offset: 0,
      excerpt: found === undefined ? '' : shortened(plainText(found), EXCERPT),
      why: `“${name}” is nobody whom this process knows`,
    }));
}

const EXCERPT = 60;
