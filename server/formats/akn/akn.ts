import type { ClauseBlock, Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { tellsUnnamed } from '../../../shared/projection/attribution.ts';
import type { BracketRole } from '../../../shared/projection/drawing.ts';
import { element, written } from '../xml.ts';
import { clauseElements, type ClauseWriting } from './clause.ts';
import { Stretches } from './inline.ts';
import { metaElement, type Edges } from './meta.ts';
import { Named, Places } from './naming.ts';
import { placeNotes } from '../../../shared/manuscript/notes.ts';
import { Footnotes } from './notes.ts';
import { nested } from './structure.ts';

/** Akoma Ntoso 3.0 (OASIS, 2018), and what is written beside it. */
export const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
export const OWN = 'urn:travaux:akn:1';

/**
 * A text as a draft of Akoma Ntoso for the United Nations (AKN4UN: a `bill` of subtype `provision`). Each clause keeps its id as `GUID`; words
 * that proposals bring in or want out are `ins` and `del`, mirrored among the passive modifications.
 */
export function aknOf(manuscript: Manuscript): string {
  const places = new Places();
  const organisations = new Named('org', places);
  const { proposals } = manuscript;
  const placed = placeNotes(manuscript);
  const footnotes = new Footnotes(placed, places);
  const writing: ClauseWriting = { places, organisations, proposals, stretches: new Stretches(), footnotes, modifications: [] };
  const blocks = manuscript.blocks.filter((block) => block.type === 'clause');
  const standing = placed.flatMap(({ block }) => (block.type === 'clause' ? [block] : []));
  const body = clauseElements(nested(standing), '', writing).map((one) => footnotes.leading(one));
  const edges = edgesOf(blocks);
  const meta = metaElement(manuscript, { places, organisations, modifications: writing.modifications, edges });
  const preface = element('preface', {}, [element('p', {}, [element('docTitle', {}, [written(manuscript.title)])])]);
  // A body holds something.
  const held = body.length > 0 ? body : [element('hcontainer', { name: 'empty', eId: places.take('empty') })];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('akomaNtoso', { xmlns: AKN, 'xmlns:tv': OWN }, [
      element('bill', { name: 'draft' }, [`\n${meta}`, `\n${preface}`, `\n${element('body', {}, held)}`]),
    ]),
    '',
  ].join('\n');
}

/**
 * How the brackets of each proposal look. One that both brings words in and wants some out is attributed in two ways, and in none here, but for
 * what is told of one who is not named.
 */
function edgesOf(blocks: readonly ClauseBlock[]): ReadonlyMap<string, Edges> {
  const found = new Map<string, Edges>();
  const firstRole = new Map<string, BracketRole>();
  const twofold = new Set<string>();
  for (const { pieces } of blocks) {
    for (const piece of pieces) {
      if (piece.type !== 'open' && piece.type !== 'close') continue;
      const { proposal, role, attribution } = piece;
      const known = found.get(proposal) ?? { prefix: '', suffix: '' };
      if (!firstRole.has(proposal)) firstRole.set(proposal, role);
      if (firstRole.get(proposal) !== role) twofold.add(proposal);
      const unnamed = [known.suffix, attribution].find(tellsUnnamed);
      if (twofold.has(proposal)) found.set(proposal, { ...known, prefix: '', suffix: unnamed ?? '' });
      // A bracket that holds nothing says of nobody whose it is.
      else
        found.set(
          proposal,
          attribution === '' ? known : { ...known, [piece.type === 'open' ? 'prefix' : 'suffix']: attribution },
        );
    }
  }
  return found;
}
