import { useState } from 'react';
import { Heading } from 'react-aria-components';
import type { Role } from '../../shared/participants/participant.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { keysOf } from './keys.ts';
import { lettersAct, letLettersAct } from './letter-keys.ts';

/** Every key, under `?`. */
export function HelpDialog({ role, onClose }: { readonly role: Role; readonly onClose: () => void }) {
  return (
    <DialogFrame breadth="columns" onClose={onClose}>
      <Heading slot="title">Keys</Heading>
      <div className="key-groups">
        {keysOf(role).map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map((key) => (
                <div key={key.keys}>
                  <dt>
                    <kbd>{key.keys}</kbd>
                  </dt>
                  <dd>{key.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <LetterKeys />
      <p className="row end">
        <button type="button" className="main-act" onClick={onClose}>
          Close
        </button>
      </p>
    </DialogFrame>
  );
}

/** Whether keys of one letter act; all that they do has a button too. */
function LetterKeys() {
  const [act, setAct] = useState(lettersAct);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={act}
        onChange={(event) => {
          letLettersAct(event.target.checked);
          setAct(event.target.checked);
        }}
      />{' '}
      Keys of one letter or sign act, on this device
    </label>
  );
}
