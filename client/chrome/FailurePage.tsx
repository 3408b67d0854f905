import { Link, useLocation } from 'wouter';
import { KeptHere } from '../recovery/KeptHere.tsx';
import type { Failure } from '../state/api.ts';
import { Page } from './Page.tsx';
import { useServices } from './Services.tsx';
import { useReadable } from './useReadable.ts';

/** What could not be opened, and what to do now: nothing, where the server was not reached. */
export function FailurePage({ what, failure }: { readonly what: string; readonly failure: Failure }) {
  return failure.kind === 'unreachable' ? <UnreachedPage what={what} /> : <RefusedPage what={what} reason={failure.reason} />;
}

function RefusedPage({ what, reason }: { readonly what: string; readonly reason: string }) {
  return (
    <Page title={`${what} could not be opened`}>
      <p>{reason}</p>
      <p className="row">
        <button type="button" className="main-act" onClick={() => location.reload()}>
          Try again
        </button>
        <a href="/">Go to the desk</a>
      </p>
    </Page>
  );
}

/** A reload, or a link that loads the desk, would be the browser's own page of a server that is not reached, and that one stays. */
function UnreachedPage({ what }: { readonly what: string }) {
  const [path] = useLocation();
  const held = useReadable(useServices().held);
  return (
    <Page title={`${what} cannot be opened yet`}>
      <output>The server cannot be reached. This page tries again by itself, and opens once there is a connection.</output>
      <KeptHere />
      {held !== null && (
        <p className="row">
          <Link className="main-act" href={`/drafts/${held.id}`}>
            Go back to “{held.title}”
          </Link>
        </p>
      )}
      {path !== '/' && (
        <p className="row">
          <Link href="/">Go to the desk</Link>
        </p>
      )}
    </Page>
  );
}
