import type { ProposalId } from '../../../shared/base/ids.ts';
import type { Change, ClauseBlock, Manuscript, Piece, Words } from '../../../shared/manuscript/manuscript.ts';
import { atMarks, keyOf } from '../../../shared/manuscript/notes.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { aroundName, aroundSymbols, type Direction } from '../../../shared/text/direction.ts';
import { escaped } from './escaping.ts';

const LOWEST = 6;
/** A level deeper than this goes no further in. */
const DEEPEST = 6;

/** A clause: number, words with `ins` and `del` as they nest, brackets that say whose they are to those who hear them. */
export function clauseHtml(block: ClauseBlock, manuscript: Manuscript, below: number): string {
  const height = outlineLevel(block);
  const tag = height === null ? 'p' : `h${Math.min(height + below, LOWEST)}`;
  const kind = `class="${block.kind} in-${Math.min(block.level, DEEPEST)}"`;
  const direction = block.direction === 'rtl' ? ' dir="rtl"' : '';
  const anchor = block.pieces.length === 0 ? '' : ` data-clause="${escaped(block.id)}"${noteAnchor(block)}`;
  return `<${tag} ${kind}${direction}${anchor}>${block.pieces.map((piece) => pieceHtml(piece, block, manuscript)).join('')}</${tag}>`;
}

function pieceHtml(piece: Piece, { direction }: ClauseBlock, manuscript: Manuscript): string {
  switch (piece.type) {
    case 'number':
      return `<span class="number">${isolated(piece.text)} </span>`;
    case 'open':
      return `<span class="bracket">${heard(`Bracket opens, ${whose(piece.proposal, manuscript)}: `)}[</span>${attribution(piece.attribution)}`;
    case 'close':
      return `${attribution(piece.attribution)}<span class="bracket">]${heard(' Bracket closes. ')}</span>${reference(piece.proposal, manuscript)}`;
    case 'words': {
      const words = wordsHtml(piece, direction, manuscript);
      return piece.gone ? `<span class="status">${words}</span>` : words;
    }
    case 'status':
      return ` <span class="status">${isolated(piece.text)}</span>`;
  }
}

function wordsHtml(piece: Words, direction: Direction, manuscript: Manuscript): string {
  const lines = atMarks(piece.text)
    .map((part, index) => (index % 2 === 1 ? markHtml(part) : plainHtml(part, direction)))
    .join('');
  const link = /^(?:https?:|mailto:)/i.test(piece.link ?? '') ? `<a href="${escaped(piece.link ?? '')}">${lines}</a>` : lines;
  const italic = piece.italic ? `<em>${link}</em>` : link;
  const bold = piece.bold ? `<strong>${italic}</strong>` : italic;
  const open = piece.changes.filter(({ proposal }) => manuscript.proposals.get(proposal)?.outcome !== 'accepted');
  return open.reduceRight((inner, change) => changeHtml(change, inner, manuscript), bold);
}

/** Among words from right to left each symbol stands for itself, so that nothing beside it is drawn into it. */
function plainHtml(text: string, direction: Direction): string {
  const pieces = direction === 'rtl' ? aroundSymbols(text) : [text];
  const written = pieces.map(escaped).map((one, index) => (index % 2 === 1 ? `<bdi dir="ltr">${one}</bdi>` : one));
  return written.join('').replaceAll('\n', '<br>');
}

/** What refers to a footnote leads there. */
function markHtml(key: string): string {
  return `<sup><a href="#${footId(key)}" aria-label="Footnote ${escaped(key)}">${escaped(key)}</a></sup>`;
}

function noteAnchor(block: ClauseBlock): string {
  const key = keyOf(block);
  return key === null ? '' : ` id="${footId(key)}"`;
}

function footId(key: string): string {
  return `footnote-${encodeURIComponent(key)}`;
}

function changeHtml({ proposal, role }: Change, inner: string, manuscript: Manuscript): string {
  const tag = role === 'insertion' ? 'ins' : 'del';
  const at = manuscript.proposals.get(proposal)?.tabledAt ?? '';
  const time = at === '' ? '' : ` datetime="${escaped(at)}"`;
  const title = escaped(`${role === 'insertion' ? 'To come in' : 'To go'}, ${whose(proposal, manuscript)}`);
  return `<${tag}${time} data-proposal="${escaped(proposal)}" title="${title}">${inner}</${tag}>`;
}

/** The note that a bracket refers to, where there is more to say of its proposal than whose it is. */
function reference(proposal: ProposalId, { proposals }: Manuscript): string {
  const facts = proposals.get(proposal);
  if (facts === undefined || !hasNote(facts)) return '';
  return `<sup><a href="#${noteId(facts)}" aria-label="Note on proposal ${facts.no}">${facts.no}</a></sup>`;
}

type Facts = NonNullable<ReturnType<Manuscript['proposals']['get']>>;

/** Whether there is more to say of a proposal than whose it is. */
export function hasNote({ rationale, positions }: Facts): boolean {
  return rationale !== '' || positions.length > 0;
}

export function noteId({ no }: Facts): string {
  return `proposal-${no}`;
}

function whose(proposal: ProposalId, { proposals }: Manuscript): string {
  const by = proposals.get(proposal)?.by ?? null;
  return by === null ? 'proposer not recorded' : `proposed by ${by}`;
}

function attribution(text: string): string {
  return text === '' ? '' : `<span class="attribution">${isolated(text)}</span>`;
}

/** A name or a number in its own direction. */
function isolated(text: string): string {
  const [before, name, behind] = aroundName(text);
  return `${escaped(before)}<bdi>${escaped(name)}</bdi>${escaped(behind)}`;
}

function heard(text: string): string {
  return `<span class="heard">${escaped(text)}</span>`;
}
