import { grouped } from '../../shared/base/phrases.ts';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { may } from '../../shared/policy/policy.ts';
import { crossingSentence, limitWords, type TextLength } from '../../shared/projection/length.ts';
import type { LengthLimit } from '../../shared/record/length-limit.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { LimitForm } from './LimitForm.tsx';
import { useLength } from './useLength.ts';

/** How long the text is, as it is read, and which limit it is to keep; that it crosses it is told once. The secretariat sets the limit. */
export function LengthLine({ draft, clean }: { readonly draft: OpenDraft; readonly clean: boolean }) {
  const snapshot = useReadable(draft.model);
  const length = useLength(snapshot);
  return length === null ? null : <CountedLine length={length} limit={snapshot.state.lengthLimit} clean={clean} />;
}

function CountedLine({
  length,
  limit,
  clean,
}: {
  readonly length: TextLength;
  readonly limit: LengthLimit;
  readonly clean: boolean;
}) {
  const { seat } = useSitting();
  const words = clean ? length.clean : length.negotiating;
  const isOver = limit !== null && words > limit;
  return (
    <>
      <DialogTrigger>
        <Button className={`length-line${isOver ? ' is-over' : ''}`}>
          {limit === null ? `${grouped(words)} words` : `${grouped(words)} of ${grouped(limit)} words`}
          {isOver && <span className="unseen">, over the limit</span>}
        </Button>
        <Popover className="popover" placement="top start">
          <Dialog className="length-told" aria-label="Length of the text">
            {({ close }) => (
              <>
                <p>
                  {grouped(length.clean)} words clean, {grouped(length.negotiating)} with brackets.
                </p>
                {may(seat, 'limit length') ? (
                  <LimitForm present={limit} onDone={close} />
                ) : (
                  <p className="muted">{limitWords(limit)}</p>
                )}
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
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
