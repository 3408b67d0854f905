import { useState } from 'react';
import type { WithdrawalCommand } from '../../shared/record/withdrawal.ts';
import { GivingForm } from '../procedures/GivingForm.tsx';

/** Withdraws a proposal, once that is said twice: everybody is told, and whoever withdrew has no way back. */
export function Withdrawing({ command }: { readonly command: WithdrawalCommand }) {
  const [form, setForm] = useState<'unopened' | 'open' | 'left'>('unopened');
  const [ground, setGround] = useState('');
  if (form !== 'open')
    return (
      <button
        type="button"
        className="act"
        data-act="withdraw"
        aria-keyshortcuts="w"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever leaves the form goes on where they were
        autoFocus={form === 'left'}
        onClick={() => setForm('open')}
      >
        Withdraw … <kbd aria-hidden="true">w</kbd>
      </button>
    );
  return (
    <GivingForm
      className="card-note"
      label="Withdraw"
      act="Withdraw it"
      command={ground.trim() === '' ? command : { ...command, ground }}
      startsAt="act"
      onClose={() => setForm('left')}
    >
      <p>It is withdrawn before everybody, and not reopened. Any delegation may take it up in its own name.</p>
      <label className="field">
        Why, for the record (may stay empty)
        <input type="text" value={ground} maxLength={20_000} onChange={(event) => setGround(event.target.value)} />
      </label>
    </GivingForm>
  );
}
