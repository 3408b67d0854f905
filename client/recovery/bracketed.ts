import * as Y from 'yjs';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { readText } from '../../shared/text/reading.ts';

/** Words of a clause round which a bracket was put. */
export interface BracketedWords {
  readonly words: string;
  readonly clause: ClauseId;
  readonly proposal: ProposalId;
}

/** The words round which updates put brackets that nobody had put anywhere before, and left them. Costs the text, once, where there are any. */
export function wordsBracketed(doc: Y.Doc, updates: readonly Uint8Array[]): BracketedWords[] {
  const marks = updates.flatMap((update) => Y.decodeUpdate(update).structs).filter(isMark);
  const own = new Set(marks.map(({ id }) => nameOf(id)));
  const put = new Set(marks.flatMap(proposalOf));
  if (put.size === 0) return [];
  for (const structs of doc.store.clients.values())
    for (const struct of structs)
      if (isMark(struct) && !own.has(nameOf(struct.id))) for (const proposal of proposalOf(struct)) put.delete(proposal);
  return readText(doc).flatMap(({ id, runs }) =>
    [...put].flatMap((proposal): BracketedWords[] => {
      const within = runs.filter(({ deletions }) => deletions.includes(proposal));
      const words = withoutSlots(within.map(({ text }) => text).join(''));
      return words === '' ? [] : [{ words, clause: id, proposal }];
    }),
  );
}

type Mark = Y.Item & { readonly content: Y.ContentFormat };

function isMark(struct: Y.Item | Y.GC | Y.Skip): struct is Mark {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentFormat;
}

function proposalOf({ content: { key, value } }: Mark): ProposalId[] {
  const mark = markedProposal(key, value);
  return mark?.role === 'deletion' ? [mark.proposal] : [];
}

/** What a struct is called, among those of all clients. */
export function nameOf({ client, clock }: Y.ID): string {
  return `${client} ${clock}`;
}
