import type { Failure } from '../state/api.ts';
import { Page } from './Page.tsx';

/** What could not be opened, and what to do now. */
export function FailurePage({ what, failure }: { readonly what: string; readonly failure: Failure }) {
  return (
    <Page title={`${what} could not be opened`}>
      <p>{failure.reason}</p>
      <p className="row">
        <button type="button" className="main-act" onClick={() => location.reload()}>
          Try again
        </button>
        <a href="/">Go to the desk</a>
      </p>
    </Page>
  );
}
