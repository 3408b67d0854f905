import { useEffect, useEffectEvent, useState } from 'react';
import { may } from '../../shared/policy/policy.ts';
import { keyMeant } from '../chrome/key-meant.ts';
import { isTyping } from '../chrome/keys.ts';
import { isOutOfUse } from '../chrome/letter-keys.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { OptionsDialog } from './OptionsDialog.tsx';

/** For chair and secretariat: the way to the options of a choice, by button and by key. */
export function SetOptions({ shown }: { readonly shown: boolean }) {
  const { seat } = useDraftDesk();
  const [open, setOpen] = useState(false);
  const allowed = may(seat, 'set options');
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (keyMeant(event) !== 'O' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !allowed) return;
    if (isOutOfUse(event.key) || isTyping(event.target) || document.querySelector('[aria-modal=true], dialog[open]') !== null)
      return;
    event.preventDefault();
    setOpen(true);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (!allowed) return null;
  return (
    <>
      {shown && (
        <button type="button" className="act set-options" aria-keyshortcuts="Shift+O" onClick={() => setOpen(true)}>
          Set options … <kbd aria-hidden="true">O</kbd>
        </button>
      )}
      {open && <OptionsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
