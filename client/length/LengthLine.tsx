import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { crossingSentence, grouped, lengthOf } from '../../shared/projection/length.ts';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { LIMITS, useLengthLimit, type LengthLimit } from './length-limit.ts';

/** How long the text is, as it is read, and which limit it is to keep; that it crosses it is told once. */
export function LengthLine({ draft, clean }: { readonly draft: OpenDraft; readonly clean: boolean }) {
  const { clauses, state } = useDeferredValue(useReadable(draft.model));
  const [limit, setLimit] = useLengthLimit(draft.id);
  const length = useMemo(() => lengthOf(clauses, state), [clauses, state]);
  const words = clean ? length.clean : length.negotiating;
  const isOver = limit !== null && words > limit;
  return (
    <>
      <MenuTrigger>
        <Button className={`length-line${isOver ? ' is-over' : ''}`}>
          {limit === null ? `${grouped(words)} words` : `${grouped(words)} of ${grouped(limit)} words`}
          {isOver && <span className="unseen">, over the limit</span>}
        </Button>
        <Popover className="popover" placement="top start">
          <Menu
            className="menu length-menu"
            aria-label="Length of the text"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(limit)]}
            onAction={(key) => setLimit(LIMITS.find(([one]) => String(one) === key)?.[0] ?? null)}
          >
            <MenuSection>
              <Header className="menu-name">
                {grouped(length.clean)} words clean, {grouped(length.negotiating)} with brackets
              </Header>
              {LIMITS.map(([one, name]) => (
                <MenuItem key={String(one)} id={String(one)} className="menu-item" textValue={name}>
                  {name}
                </MenuItem>
              ))}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      <Crossing words={words} limit={limit} clean={clean} />
    </>
  );
}

/** Says, to those who hear the page, that the limit was crossed: only where the text did, and not where another limit or view was chosen. */
function Crossing({ words, limit, clean }: { readonly words: number; readonly limit: LengthLimit; readonly clean: boolean }) {
  const before = useRef({ words, limit, clean });
  const [said, setSaid] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = { words, limit, clean };
    if (limit === null || was.limit !== limit || was.clean !== clean) return;
    const sentence = crossingSentence(was.words, words, limit);
    if (sentence !== null) setSaid(sentence);
  }, [words, limit, clean]);
  return <output className="unseen">{said}</output>;
}
