import type { ParticipantId, ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { SOMEBODY, toldUnnamed, withoutRepeats } from '../participants/stand-in.ts';
import { withMerged } from '../proposals/merged.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Stance } from '../proposals/position.ts';
import type { BracketRole } from './drawing.ts';
import { listed, namesInBrackets, shortName } from './naming.ts';

/** Who brought a proposal, as a reader says it: "Norway and Chile", "Egypt on behalf of NAM"; "not recorded" where nobody is. */
export function proposersOf(proposal: Pick<Proposal, 'proposer' | 'coProposers' | 'onBehalfOf'>, registry: Registry): string {
  if (proposal.proposer === null) return 'not recorded';
  const names = [proposal.proposer, ...proposal.coProposers].map((id) => shortName(registry, id));
  const group = proposal.onBehalfOf === null ? '' : ` on behalf of ${shortName(registry, proposal.onBehalfOf)}`;
  return `${listed(names)}${group}`;
}

/** Who brought a proposal and what was merged into it, as a reader says it; null where nobody is recorded. */
export function broughtBy(proposals: ReadonlyMap<ProposalId, Proposal>, proposal: Proposal, registry: Registry): string | null {
  const shown = withMerged(proposals, proposal);
  return shown.proposer === null ? null : proposersOf(shown, registry);
}

/** Participants that take a stance on a proposal, by short name in alphabetical order; several who are not named as one. */
export function thoseWho(proposal: Proposal, stance: Stance, registry: Registry): string[] {
  return byName(withoutRepeats(holding(proposal, stance).map((id) => shortName(registry, id))));
}

function holding({ positions }: Proposal, stance: Stance): ParticipantId[] {
  return [...positions].filter(([, position]) => position.stance === stance).map(([id]) => id);
}

function byName(names: readonly string[]): string[] {
  return names.toSorted((a, b) => a.localeCompare(b, 'en'));
}

/** The small tag behind a closing bracket: proposer, where one is to be named, then how many support and oppose. Empty where nothing is recorded. */
export function tagOf(proposal: Proposal, registry: Registry): string {
  const counted = (stance: Stance): string => {
    const ids = holding(proposal, stance);
    const isTold = ids.length === 1 && namesInBrackets(registry, ids).length === 1;
    return isTold ? ids.map((id) => shortName(registry, id)).join('') : String(ids.length);
  };
  const support = counted('support');
  const oppose = counted('oppose');
  const { proposer } = proposal;
  return [
    proposer === null || namesInBrackets(registry, [proposer]).length === 0 ? '' : proposersOf(proposal, registry),
    support === '0' ? '' : `${support} for`,
    oppose === '0' ? '' : `${oppose} against`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/**
 * The attribution that bracketed text prints inside a bracket (CONVENTIONS 1.8, suffix after a dash). As the imported text wrote it while
 * nothing has changed; else ` - proposers; A, B support; C delete`, where a deletion's proposer "deletes" too.
 */
export function writtenAttribution(
  proposal: Proposal,
  role: BracketRole,
  registry: Registry,
): { prefix: string; suffix: string } {
  const { written, proposer, coProposers, onBehalfOf } = proposal;
  const deletion = role === 'deletion';
  if (written !== null && written.prefix !== SOMEBODY && written.suffix !== SOMEBODY)
    return deletion && tellsUnnamed(written.suffix) ? { ...written, suffix: ofWordsThatGo(written.suffix) } : written;
  const group = namesInBrackets(registry, onBehalfOf === null ? [] : [onBehalfOf]).join('');
  const first = proposer === null ? [] : [proposer];
  // Whoever speaks for a group has it right behind its name, since an import reads each name with what follows it.
  const proposers =
    group === ''
      ? namesInBrackets(registry, [...first, ...coProposers])
      : [
          ...namesInBrackets(registry, first).map((name) => `${name} on behalf of ${group}`),
          ...namesInBrackets(registry, coProposers),
        ];
  const parts = [
    proposers.length === 0 ? '' : `${proposers.join(', ')}${deletion ? ' delete' : ''}`,
    ...STANCE_WORDS.map(([stance, forInsertion, forDeletion]) => {
      const names = byName(namesInBrackets(registry, holding(proposal, stance)));
      return names.length === 0 ? '' : `${names.join(', ')} ${deletion ? forDeletion : forInsertion}`;
    }),
  ].filter((part) => part !== '');
  return { prefix: '', suffix: parts.length === 0 ? '' : ` - ${parts.join('; ')}` };
}

/**
 * Whether an attribution, as of words that come, tells of somebody the group alone ("one of WEOG"). Of a proposal that has words go as well an
 * import keeps that and nothing else, since the record cannot say it again.
 */
export function tellsUnnamed(suffix: string): boolean {
  const [first = ''] = piecesOf(suffix);
  if (!suffix.startsWith(' - ') || / (?:support|delete|retain|reserve)$/.test(first)) return false;
  return suffix
    .slice(' - '.length)
    .split(/[;,] /)
    .some((one) => toldUnnamed(one) !== null);
}

function piecesOf(suffix: string): string[] {
  return suffix.replace(/^ - /, '').split('; ');
}

/** The same attribution at words that its proposer wants out. */
function ofWordsThatGo(suffix: string): string {
  const [first = '', ...others] = piecesOf(suffix);
  const turned = others.map((piece) => {
    const stance = STANCE_WORDS.find(([, of]) => piece.endsWith(` ${of}`));
    return stance === undefined ? piece : `${piece.slice(0, -stance[1].length)}${stance[2]}`;
  });
  return ` - ${[`${first} delete`, ...turned].join('; ')}`;
}

const STANCE_WORDS = [
  ['support', 'support', 'delete'],
  ['oppose', 'delete', 'retain'],
  ['reserve', 'reserve', 'reserve'],
] as const;
