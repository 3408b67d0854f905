import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { FOOTNOTE_MARK, footnoteKey, footnoteLabel } from '../../shared/text/numbering.ts';
import { newNoteKey } from './footnote-keys.ts';

/** What keys for pasted footnotes are made of, and whether the first clause stays one where it begins in its midst. */
interface KeyMaking {
  readonly newClauseId: () => string;
  readonly keepsFirst: boolean;
}

/**
 * What is pasted, with the footnotes in it under keys that no other in the text has, and its marks referring to them. A key that is free stays, so
 * that a footnote that was cut is the same one where it is pasted. Marks without their footnote refer to the one in the text.
 */
export function withFreeKeys(slice: Slice, doc: Node, { newClauseId, keepsFirst }: KeyMaking): Slice {
  const taken = new Set(keysIn(doc.content));
  const renamed = new Map<string, string>();
  const nodes: Node[] = [];
  slice.content.forEach((node, _offset, index) => {
    const key = keyOf(node);
    // Its words go on in the clause that they are pasted into.
    const isMerged = index === 0 && slice.openStart > 0 && !keepsFirst;
    if (key === null || isMerged || !taken.has(key)) {
      if (key !== null && !isMerged) taken.add(key);
      nodes.push(node);
      return;
    }
    const fresh = newNoteKey(newClauseId());
    taken.add(fresh);
    renamed.set(key, fresh);
    nodes.push(node.type.create({ ...node.attrs, label: footnoteLabel(fresh) }, node.content));
  });
  if (renamed.size === 0) return slice;
  return new Slice(renamedIn(Fragment.from(nodes), renamed), slice.openStart, slice.openEnd);
}

/** What is pasted into a footnote, which is one paragraph. */
export function inOneParagraph({ content }: Slice): Slice {
  const [first] = content.content;
  if (first === undefined || !first.isTextblock) return new Slice(content, 0, 0);
  const space = first.type.schema.text(' ');
  const words = content.content.flatMap((node, index) =>
    index === 0 ? [...node.content.content] : [space, ...node.content.content],
  );
  return new Slice(Fragment.from(first.type.create(null, Fragment.from(words))), 1, 1);
}

function keysIn(content: Fragment): string[] {
  return content.content.flatMap((node) => keyOf(node) ?? []);
}

function keyOf(node: Node): string | null {
  return node.attrs['kind'] === 'footnote' ? footnoteKey(String(node.attrs['label'])) : null;
}

function renamedIn(content: Fragment, renamed: ReadonlyMap<string, string>): Fragment {
  return Fragment.from(
    content.content.map((node) => {
      if (!node.isText) return node.copy(renamedIn(node.content, renamed));
      const words = node.text ?? '';
      const now = words.replaceAll(FOOTNOTE_MARK, (mark, key: string) => (renamed.has(key) ? `[^${renamed.get(key)}]` : mark));
      return now === words ? node : node.type.schema.text(now, node.marks);
    }),
  );
}
