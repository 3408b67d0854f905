import { useEffect, useRef, useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import type { ArchiveInfo } from '../../shared/protocol/api.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { useServices } from '../chrome/Services.tsx';
import { WorkProgress } from '../chrome/WorkProgress.tsx';

/** How often it is asked how far an archive is, in milliseconds. */
const ASKED_EVERY = 400;

const LENS_WORDS = {
  'as-seen': 'As I see them',
  group: 'Groups only',
  unnamed: 'Not shown',
} as const;

export interface ArchiveDialogProps {
  /** The draft that is open; null: asked for where all of them stand. */
  readonly draft: DraftId | null;
  readonly onClose: () => void;
}

/** Everything of a draft, or of all, in one file that can be verified without this program. */
export function ArchiveDialog({ draft, onClose }: ArchiveDialogProps) {
  const [whole, setWhole] = useState(draft === null);
  const [lens, setLens] = useState<Lens | null>(null);
  const { info, isAsked, reason, isCancelled, begin, cancel } = useArchive(onClose);
  const busy = isAsked || info !== null;
  return (
    <FormDialog
      title="Save an archive"
      act="Save"
      busy={busy}
      reason={reason}
      note={isCancelled ? 'Cancelled: the archive is not written any more, and nothing was saved.' : null}
      progress={busy && <Progress info={info} />}
      onStop={cancel}
      onAct={() => void begin(whole ? null : draft, lens)}
      onClose={onClose}
    >
      <p>
        {draft === null && 'All drafts of the process. '}Every revision in every format, the record, signed checkpoints, and how
        to verify all of it without this program. Where names are not shown it holds the record without them alone.
      </p>
      {draft !== null && <Extent whole={whole} busy={busy} onChoose={setWhole} />}
      <LensField lens={lens} busy={busy} onChoose={setLens} />
    </FormDialog>
  );
}

interface ExtentProps {
  readonly whole: boolean;
  readonly busy: boolean;
  readonly onChoose: (whole: boolean) => void;
}

function Extent({ whole, busy, onChoose }: ExtentProps) {
  return (
    <fieldset className="paper-choice" disabled={busy}>
      <legend>Of</legend>
      {[false, true].map((all) => (
        <label key={String(all)} className="check">
          <input
            type="radio"
            name="of"
            checked={whole === all}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the dialog asks for first
            autoFocus={!all}
            onChange={() => onChoose(all)}
          />
          <span>{all ? 'All drafts of the process' : 'This draft'}</span>
        </label>
      ))}
    </fieldset>
  );
}

function LensField({
  lens,
  busy,
  onChoose,
}: {
  readonly lens: Lens | null;
  readonly busy: boolean;
  readonly onChoose: (lens: Lens | null) => void;
}) {
  return (
    <label className="field">
      Names of delegations
      <select
        disabled={busy}
        value={lens ?? 'as-seen'}
        onChange={(event) => onChoose(LENSES.find((one) => one === event.target.value) ?? null)}
      >
        {(['as-seen', 'group', 'unnamed'] as const).map((one) => (
          <option key={one} value={one}>
            {LENS_WORDS[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** `info` null: the server has told nothing yet. */
function Progress({ info }: { readonly info: ArchiveInfo | null }) {
  const label = 'Writing the archive';
  if (info === null) return <WorkProgress label={label} step="Asking for it" />;
  const { state, done, total } = info;
  if (state === 'waiting') return <WorkProgress label={label} step="Waiting for other archives to be written" />;
  if (total === 0) return <WorkProgress label={label} step="Taking a copy of the store" />;
  return <WorkProgress label={label} step="Writing" count={`${done} of ${total} documents`} done={done} of={total} />;
}

/** An archive from when it is begun until the browser has it. Cancelled where the page goes on to something else. */
function useArchive(onSaved: () => void) {
  const { api } = useServices();
  const [info, setInfo] = useState<ArchiveInfo | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [isCancelled, setCancelled] = useState(false);
  const [isAsked, setAsked] = useState(false);
  /** How often one was asked for, or given up: whatever is answered to what was given up meanwhile is not wanted. */
  const asks = useRef(0);
  const current = useRef<string | null>(null);
  const drop = (): void => {
    asks.current += 1;
    const id = current.current;
    current.current = null;
    if (id !== null) void api.discardArchive(id);
  };
  const leave = useRef(drop);
  useEffect(() => {
    leave.current = drop;
  });
  useEffect(() => () => leave.current(), []);
  const fail = (why: string): void => {
    current.current = null;
    setInfo(null);
    setReason(why);
  };
  const follow = async (id: string): Promise<void> => {
    while (current.current === id) {
      const answer = await api.archive(id);
      if (current.current !== id) return;
      if (!answer.ok) return fail(answer.refusal.reason);
      setInfo(answer.value);
      if (answer.value.state === 'failed') return fail(answer.value.why ?? '');
      if (answer.value.state === 'ready') {
        // The server keeps it for a while, so that the browser can fetch it in its own time.
        current.current = null;
        download(`/api/archives/${id}/file`);
        return onSaved();
      }
      await new Promise((resolve) => {
        setTimeout(resolve, ASKED_EVERY);
      });
    }
  };
  const cancel = (): void => {
    drop();
    setAsked(false);
    setInfo(null);
    setCancelled(true);
  };
  const begin = async (draft: DraftId | null, lens: Lens | null): Promise<void> => {
    const own = (asks.current += 1);
    setReason(null);
    setCancelled(false);
    setAsked(true);
    const answer = await api.beginArchive({ draft, lens });
    if (asks.current !== own) {
      if (answer.ok) void api.discardArchive(answer.value.id);
      return;
    }
    setAsked(false);
    if (!answer.ok) return fail(answer.refusal.reason);
    current.current = answer.value.id;
    setInfo(answer.value);
    await follow(answer.value.id);
  };
  return { info, isAsked, reason, isCancelled, begin, cancel };
}

function download(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
