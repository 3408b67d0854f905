import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { drawText } from '../../shared/projection/drawing.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { clauseOf } from './clause-value.ts';
import type { EditorFacts } from './draft-editor.ts';
import { isOutClause, outSpans } from './out-text.ts';

/**
 * What is copied is what is seen: brackets are in the plain text as characters, in the rich text as marks, and what is out is in
 * neither.
 */
export function copyingPlugin(facts: () => EditorFacts): Plugin {
  return new Plugin({
    props: {
      transformCopied: (slice) => {
        const { outcomeOf } = facts();
        const nodes: Node[] = [];
        slice.content.forEach((node) => {
          if (!isOutClause(node, outcomeOf)) nodes.push(withoutSpans(node, outSpans(node, outcomeOf)));
        });
        const whole = nodes.length === slice.content.childCount;
        return new Slice(
          Fragment.from(nodes),
          whole ? slice.openStart : Math.min(1, slice.openStart, nodes.length),
          whole ? slice.openEnd : Math.min(1, slice.openEnd, nodes.length),
        );
      },
      clipboardTextSerializer: (slice) => {
        const nodes: Node[] = [];
        slice.content.forEach((node) => {
          if (node.isTextblock) nodes.push(node);
        });
        return drawText(nodes.map(clauseOf), facts())
          .map(({ parts }) =>
            parts
              .map((part) => {
                if (part.type === 'words') return withoutSlots(part.run.text);
                return part.type === 'open' ? '[' : part.type === 'close' ? ']' : '';
              })
              .join(''),
          )
          .join('\n');
      },
    },
  });
}

function withoutSpans(node: Node, spans: readonly { readonly from: number; readonly to: number }[]): Node {
  let content = Fragment.empty;
  let at = 0;
  for (const span of [...spans, { from: node.content.size, to: node.content.size }]) {
    content = content.append(node.content.cut(at, span.from));
    at = span.to;
  }
  return node.copy(content);
}
