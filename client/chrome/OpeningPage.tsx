import { Link } from 'wouter';
import { KeptHere } from '../recovery/KeptHere.tsx';
import type { SaveState } from '../sync/save-state.ts';
import type { Readable } from '../state/readable.ts';
import { Page } from './Page.tsx';
import { useReadable } from './useReadable.ts';

/**
 * What is being opened, while its text has yet to come in, and why it does not. A component of its own: the save state changes with each key,
 * which is nothing to the page once the text is here.
 */
export function OpeningPage({ title, save }: { readonly title: string; readonly save: Readable<SaveState> }) {
  const now = useReadable(save);
  const isStuck = now.state === 'refused' || now.state === 'offline';
  return (
    <Page title={title}>
      {now.state === 'refused' && <p role="alert">{now.why}</p>}
      {now.state === 'offline' && (
        <>
          <output>The server cannot be reached. This page tries again by itself.</output>
          <KeptHere />
        </>
      )}
      {isStuck && (
        <p className="row">
          {/* Not loaded anew where it cannot be: the browser's own page of a server that is not reached stays. */}
          {now.state === 'offline' ? <Link href="/">Go to the desk</Link> : <a href="/">Go to the desk</a>}
        </p>
      )}
    </Page>
  );
}
