import { Editor, Extension, Node, type JSONContent } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import { baseKeymap } from '@tiptap/pm/commands';
import { initProseMirrorDoc, redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/**
 * The least that is an editor for several people: TipTap's core with paragraphs of text and y-prosemirror's own binding and undo, no
 * marks, nothing drawn, nothing round it. The text's name is the address's query; without one the page is loaded and stays empty.
 */
const Document = Node.create({ name: 'doc', topNode: true, content: 'paragraph+' });
const Text = Node.create({ name: 'text', group: 'inline' });
const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

function open(doc: Y.Doc): void {
  const fragment = doc.getXmlFragment('text');
  let mapping: ReturnType<typeof initProseMirrorDoc>['mapping'] | undefined;
  const editor = new Editor({
    element: document.getElementById('editor'),
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [
      Document,
      Paragraph,
      Text,
      Extension.create({
        name: 'binding',
        addProseMirrorPlugins: () => [
          ySyncPlugin(fragment, mapping === undefined ? {} : { mapping }),
          yUndoPlugin(),
          keymap({ 'Mod-z': undo, 'Mod-y': redo }),
          keymap(baseKeymap),
        ],
      }),
    ],
    onBeforeCreate: ({ editor: created }) => {
      // As y-prosemirror's documentation has it: the document is there from the first, and nothing is drawn twice.
      const first = initProseMirrorDoc(fragment, created.schema);
      mapping = first.mapping;
      created.options.content = first.doc as unknown as JSONContent;
    },
  });
  editor.view.dom.setAttribute('aria-label', 'Text of the draft');
}

const room = new URLSearchParams(location.search).get('room');
if (room !== null) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://${location.host}/sync/text`, room, doc, { disableBc: true });
  const onSync = (synced: boolean): void => {
    if (!synced) return;
    provider.off('sync', onSync);
    open(doc);
  };
  provider.on('sync', onSync);
}
