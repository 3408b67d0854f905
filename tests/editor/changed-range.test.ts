import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Schema, type Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { changedRange } from '../../client/editor/changed-range.ts';

const schema = new Schema({ nodes: { doc: { content: 'clause*' }, clause: { content: 'text*' }, text: {} } });

function textOf(words: readonly string[]): Node {
  return schema.node(
    'doc',
    null,
    words.map((word) => schema.node('clause', null, schema.text(word))),
  );
}

test('[S7] a text that has been written on for long is held as it stands, and none of what it was before', async () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const former: WeakRef<Node>[] = [];
  let now = textOf(['The Parties', 'shall act.']);
  for (let key = 0; key < 20; key += 1) {
    const next = now.copy(now.content.addToEnd(schema.node('clause', null, schema.text(`${key}`))));
    expect(changedRange(now, next)).toEqual({ from: key + 2, oldTo: key + 2, to: key + 3 });
    expect(changedRange(now, next)).toBe(changedRange(now, next));
    former.push(new WeakRef(now));
    now = next;
  }
  // What a weak reference was asked for stays until the turn is over.
  await nextTurn();
  collect();
  expect(former.filter((one) => one.deref() !== undefined)).toEqual([]);
  expect(now.childCount).toBe(22);
});
