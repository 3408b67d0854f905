import { useEditorState } from '@tiptap/react';
import { useState, type FocusEvent, type FormEvent, type ReactNode } from 'react';
import { covers } from '../chrome/in-sight.ts';
import type { DraftEditor, TableAct } from '../editor/draft-editor.ts';
import { CLAUSE_KINDS, type ClauseKind } from '../../shared/text/clause.ts';
import { isKind } from '../../shared/text/reading.ts';

export interface FormatBarProps {
  readonly editor: DraftEditor;
  /** Whether brackets can be opened here. */
  readonly brackets: boolean;
  /** The address being asked for a link, null while none is. */
  readonly link: string | null;
  readonly onLink: (link: string | null) => void;
}

/** What kind of clause the caret is in and how its words are set; each can be changed here, and by key. */
export function FormatBar({ editor, brackets, link, onLink }: FormatBarProps) {
  const { kind, bold, italic, linked, empty, inTable } = useEditorState({
    editor: editor.editor,
    selector: ({ editor: mounted }) => formatOf(mounted),
    equalityFn: sameFormat,
  });
  const act = (run: () => void) => (): void => {
    run();
    editor.focus();
  };
  return (
    <div className="format-bar" role="toolbar" aria-label="Format" ref={covers}>
      <div className="formats" onFocus={bringInRow}>
        {/* What stands in a cell is text, at one level. */}
        {!inTable && (
          <>
            <label className="format-kind">
              <span className="unseen">Kind of clause</span>
              <select
                value={kind}
                onChange={(event) => isKind(event.target.value) && act(() => editor.setKind(event.target.value as ClauseKind))()}
              >
                {CLAUSE_KINDS.map((one) => (
                  <option key={one} value={one}>
                    {KIND_WORDS[one]}
                  </option>
                ))}
              </select>
            </label>
            <FormatButton keys="Shift+Tab" onClick={act(() => editor.changeLevel(-1))}>
              Out
            </FormatButton>
            <FormatButton keys="Tab" onClick={act(() => editor.changeLevel(1))}>
              In
            </FormatButton>
          </>
        )}
        <FormatButton keys="Control+B" pressed={bold} onClick={act(() => editor.toggle('bold'))}>
          <strong>Bold</strong>
        </FormatButton>
        <FormatButton keys="Control+I" pressed={italic} onClick={act(() => editor.toggle('italic'))}>
          <em>Italic</em>
        </FormatButton>
        <FormatButton
          keys="Control+K"
          pressed={linked !== null}
          disabled={empty && linked === null}
          onClick={() => onLink(linked ?? '')}
        >
          Link
        </FormatButton>
        <FormatButton keys="Control+Alt+F" onClick={act(() => editor.footnote())}>
          Footnote
        </FormatButton>
        <TableButtons inTable={inTable} onAct={(what) => act(() => editor.table(what))()} />
        {brackets && (
          <FormatButton keys="[" onClick={act(() => editor.bracket())}>
            [ Bracket ]
          </FormatButton>
        )}
      </div>
      {link !== null && <LinkForm key={link} link={link} editor={editor} onClose={act(() => onLink(null))} />}
    </div>
  );
}

/** Brings what the keyboard comes to wholly into a row that is scrolled sideways: browsers leave what is seen in part. */
function bringInRow({ currentTarget: row, target }: FocusEvent): void {
  const [frame, box] = [row.getBoundingClientRect(), target.getBoundingClientRect()];
  if (box.right > frame.right - SHADE) row.scrollLeft += box.right - frame.right + SHADE;
  else if (box.left < frame.left + SHADE) row.scrollLeft += box.left - frame.left - SHADE;
}

/** As wide as what shades the ends of the row, in pixels. */
const SHADE = 20;

const IN_TABLE: readonly { readonly act: TableAct; readonly keys: string; readonly words: string }[] = [
  { act: 'add row', keys: 'Control+Alt+ArrowDown', words: '+ Row' },
  { act: 'add column', keys: 'Control+Alt+ArrowRight', words: '+ Column' },
  { act: 'remove row', keys: 'Control+Alt+Backspace', words: '− Row' },
  { act: 'remove column', keys: 'Control+Alt+Shift+Backspace', words: '− Column' },
  { act: 'head', keys: 'Control+Alt+H', words: 'Heading row' },
];

/** Within a table what can be done with it, elsewhere to begin one. */
function TableButtons({ inTable, onAct }: { readonly inTable: boolean; readonly onAct: (act: TableAct) => void }) {
  if (!inTable)
    return (
      <FormatButton keys="Control+Alt+T" onClick={() => onAct('insert')}>
        Insert table
      </FormatButton>
    );
  return IN_TABLE.map(({ act, keys, words }) => (
    <FormatButton key={act} keys={keys} onClick={() => onAct(act)}>
      {words}
    </FormatButton>
  ));
}

interface FormatButtonProps {
  readonly keys: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function FormatButton({ keys, pressed, disabled, onClick, children }: FormatButtonProps) {
  return (
    <button
      type="button"
      className="quiet"
      title={keys.replaceAll('Control', 'Ctrl')}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      disabled={disabled}
      // The selection in the text stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function LinkForm({
  link,
  editor,
  onClose,
}: {
  readonly link: string;
  readonly editor: DraftEditor;
  readonly onClose: () => void;
}) {
  const [address, setAddress] = useState(link);
  const [refused, setRefused] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (editor.setLink(address.trim() === '' ? null : address.trim())) onClose();
    else setRefused(true);
  }
  return (
    <form className="link-form" onSubmit={submit}>
      <label>
        <span className="unseen">Address of the link</span>
        <input
          type="url"
          ref={(input) => input?.focus()}
          value={address}
          placeholder="https://… or mailto:…"
          aria-invalid={refused}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          onChange={(event) => {
            setAddress(event.target.value);
            setRefused(false);
          }}
        />
      </label>
      <button type="submit" className="act">
        {address.trim() === '' ? 'Take the link off' : 'Set link'}
      </button>
      <button type="button" className="act" onClick={onClose}>
        Cancel
      </button>
      {refused && <span role="alert">Select the words, and give an address that begins with https://, http:// or mailto:</span>}
    </form>
  );
}

interface Format {
  readonly kind: ClauseKind;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly linked: string | null;
  readonly empty: boolean;
  readonly inTable: boolean;
}

function formatOf(editor: DraftEditor['editor']): Format {
  const { state } = editor;
  const kind: unknown = state.selection.$head.parent.attrs['kind'];
  const href: unknown = editor.getAttributes('link')['href'];
  return {
    kind: isKind(kind) ? kind : 'text',
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    linked: typeof href === 'string' && href !== '' ? href : null,
    empty: state.selection.empty,
    inTable: typeof state.selection.$head.parent.attrs['cell'] === 'string',
  };
}

/** Asked with each change of the text, by whomever. */
function sameFormat(one: Format, other: Format | null): boolean {
  return other !== null && FORMAT.every((name) => one[name] === other[name]);
}

const FORMAT = ['kind', 'bold', 'italic', 'linked', 'empty', 'inTable'] as const satisfies readonly (keyof Format)[];

const KIND_WORDS: Readonly<Record<ClauseKind, string>> = {
  title: 'Title',
  part: 'Part',
  article: 'Article',
  heading: 'Heading',
  paragraph: 'Paragraph, numbered',
  subparagraph: 'Subparagraph',
  text: 'Text, unnumbered',
  option: 'Option',
  note: 'Note',
  footnote: 'Footnote',
};
