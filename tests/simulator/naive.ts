import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';

/** One character as the document itself has it. */
export interface Character {
  readonly character: string;
  readonly clause: string;
  /** Which block of the document it stands in: two may have the id of one clause. */
  readonly block: number;
  readonly insertions: readonly string[];
  readonly deletions: readonly string[];
}

/**
 * Every character of a document with its marks, by walking Yjs's own items and switching marks on and off as they come. Written without
 * shared/text/reading, shared/text/marks, shared/proposals/standing and shared/projection, so that it can disagree with them.
 */
export function charactersOf(doc: Y.Doc): Character[] {
  const characters: Character[] = [];
  let index = 0;
  for (let block = doc.getXmlFragment('text')._start; block !== null; block = block.right) {
    const element = block.deleted ? null : typeIn(block);
    if (!(element instanceof Y.XmlElement)) continue;
    const place = { clause: String(element.getAttribute('id')), block: index++ };
    for (let child = element._start; child !== null; child = child.right) {
      const node = child.deleted ? null : typeIn(child);
      if (node instanceof Y.XmlText) walk(node, place, characters);
    }
  }
  return characters;
}

function typeIn(item: Y.Item): unknown {
  return item.content instanceof Y.ContentType ? item.content.type : null;
}

function walk(node: Y.XmlText, place: Pick<Character, 'clause' | 'block'>, into: Character[]): void {
  const on = new Map<string, { readonly role: string; readonly proposal: string }>();
  for (let item = node._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content as unknown as { key: string; value: { proposal: string } | null };
      const [role = ''] = key.split('--');
      if (value === null) on.delete(key);
      else if (role === 'insertion' || role === 'deletion') on.set(key, { role, proposal: value.proposal });
    } else if (item.content instanceof Y.ContentString) {
      const marks = [...on.values()];
      const of = (role: string): string[] => marks.filter((mark) => mark.role === role).map((mark) => mark.proposal);
      for (const character of item.content.str)
        into.push({ ...place, character, insertions: of('insertion'), deletions: of('deletion') });
    }
  }
}

export type Outcome = 'open' | 'accepted' | 'refused';

/** What became of each proposal: the last word of the record on it, read entry by entry without shared/record/evolve. */
export function outcomesOf(entries: readonly Entry[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { event } of entries) {
    const { type } = event;
    if (type === 'DraftImported') for (const { id } of event.inherited) outcomes.set(id, 'open');
    if (type === 'ProposalTabled') outcomes.set(event.proposal, 'open');
    if (type === 'ProposalAccepted' || type === 'ProposalAcceptedAsAmended') outcomes.set(event.proposal, 'accepted');
    if (type === 'ProposalAcceptedAsAmended') outcomes.set(event.amendment, 'accepted');
    if (type === 'ProposalDropped' || type === 'ProposalWithdrawn' || type === 'ProposalFell')
      outcomes.set(event.proposal, 'refused');
    if (type === 'ProposalMerged' || type === 'ProposalReplaced') outcomes.set(event.proposal, 'refused');
    // The words of a renumbering are marked like those of a proposal, and are in while it is in force.
    if (type === 'OptionsLifted' && event.proposal !== null) outcomes.set(event.proposal, 'accepted');
    if (type === 'LiftingUndone' && event.proposal !== null) outcomes.set(event.proposal, 'refused');
    if (type === 'ClausesRenumbered' && event.proposal !== null) outcomes.set(event.proposal, 'accepted');
    if (type === 'RenumberingUndone' && event.proposal !== null) outcomes.set(event.proposal, 'refused');
    if (type === 'ProposalReopened') for (const id of [event.proposal, ...event.revived]) outcomes.set(id, 'open');
  }
  return outcomes;
}

/** Where a character stands, in the words of DESIGN section 3. */
export function standingOf(one: Character, outcomes: ReadonlyMap<string, Outcome>): 'out' | 'open' | 'settled' {
  const of = (id: string): Outcome => outcomes.get(id) ?? 'open';
  if (one.insertions.some((id) => of(id) === 'refused') || one.deletions.some((id) => of(id) === 'accepted')) return 'out';
  return [...one.insertions, ...one.deletions].some((id) => of(id) === 'open') ? 'open' : 'settled';
}

/** Whether it would stay if nothing more were agreed. */
export function staysClean(one: Character, outcomes: ReadonlyMap<string, Outcome>): boolean {
  return standingOf(one, outcomes) !== 'out' && one.insertions.every((id) => outcomes.get(id) === 'accepted');
}
