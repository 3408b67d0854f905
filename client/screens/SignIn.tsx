import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { SessionInfo } from '../../shared/protocol/api.ts';
import { Page } from '../chrome/Page.tsx';
import { useServices } from '../chrome/Services.tsx';
import { KeptByAnyone } from '../recovery/KeptHere.tsx';
import type { Failure } from '../state/api.ts';

/** Takes the token out of the address at once, so that it stays in no history, and signs in with it. */
export function takeToken(place: Location, history: History): string {
  const token = place.hash.replace(/^#/, '');
  if (token !== '') history.replaceState(null, '', `${place.pathname}${place.search}`);
  return token;
}

/** Signing in with a personal link. */
export function SignIn({ token }: { readonly token: string }) {
  const { api, session } = useServices();
  const [, go] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const signIn = useEffectEvent(() => api.signIn(token));
  const signedIn = useEffectEvent((info: SessionInfo) => {
    session.signedIn(info);
    go('/', { replace: true });
  });
  useEffect(() => {
    if (token === '' || !navigator.cookieEnabled) return;
    let here = true;
    void signIn().then((answer) => {
      if (!here) return;
      if (answer.ok) signedIn(answer.value);
      else setFailure(answer.refusal);
    });
    return () => {
      here = false;
    };
  }, [token, attempt]);
  if (token === '') return <NeedsLink left={false} />;
  if (!navigator.cookieEnabled) return <NeedsCookie />;
  if (failure === null) return <Page title="Signing you in">{null}</Page>;
  // Of a link that opens nothing just this is said; whatever else is answered says nothing against it.
  if (failure.code !== 'closed' && failure.code !== 'malformed') {
    return (
      <Page title={failure.kind === 'unreachable' ? 'The server did not answer' : 'The server lets nobody in for now'}>
        <p>
          {failure.reason}
          {failure.kind !== 'unreachable' && ' Your link has not been used.'}
        </p>
        <p className="row">
          <button
            type="button"
            className="main-act"
            onClick={() => {
              setFailure(null);
              setAttempt(attempt + 1);
            }}
          >
            Try again
          </button>
        </p>
      </Page>
    );
  }
  return (
    <Page title="This link does not open a seat">
      <p>Each link can be used once. This one has been used before, has been replaced, or was not copied whole.</p>
      <ul className="advice">
        <li>
          If you have used it on this device, <a href="/">go to the desk</a>: you may still be signed in.
        </li>
        <li>Otherwise ask the secretariat for a new link to your seat.</li>
      </ul>
    </Page>
  );
}

/** The link would open a seat that is lost with the next page. */
function NeedsCookie() {
  return (
    <Page title="This browser keeps no cookies">
      <p>
        Your seat is known by a cookie, for this address alone. Allow it in the settings of your browser, then open your link
        again.
      </p>
      <p className="muted">Your link has not been used.</p>
    </Page>
  );
}

/** Nobody is signed in; `left`: since one has just signed out. */
export function NeedsLink({ left }: { readonly left: boolean }) {
  return (
    <Page title={left ? 'You are signed out' : 'You need the link to your seat'}>
      {left ? (
        <p>Your seat is closed in this browser. To come back, open a new link to it.</p>
      ) : (
        <p>The secretariat of your process gave each seat a personal link. Open it on this device, and you come to your desk.</p>
      )}
      <KeptByAnyone />
      <p className="muted">
        A link works once. If yours has been used, ask the secretariat for another. Where a link to another seat was opened with
        this browser since, <a href="/">go to the desk of that seat</a>.
      </p>
    </Page>
  );
}
