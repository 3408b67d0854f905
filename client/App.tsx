import { Route, Switch } from 'wouter';
import { draftId, isId, preparationId } from '../shared/base/ids.ts';
import { BigScreen } from './big-screen/BigScreen.tsx';
import { Page } from './chrome/Page.tsx';
import { SittingProvider, useServices } from './chrome/Services.tsx';
import { useReadable } from './chrome/useReadable.ts';
import { ComposerScreen } from './composer/ComposerScreen.tsx';
import { KeptByAnyone } from './recovery/KeptHere.tsx';
import { DeskScreen } from './screens/DeskScreen.tsx';
import { DraftScreen } from './screens/DraftScreen.tsx';
import { NeedsLink, SignIn } from './screens/SignIn.tsx';

/** The routes. Everything but the sign-in stands behind it. */
export function App({ token }: { readonly token: string }) {
  return (
    <Switch>
      <Route path="/sign-in">
        <SignIn token={token} />
      </Route>
      <Route>
        <BehindSignIn />
      </Route>
    </Switch>
  );
}

function BehindSignIn() {
  const services = useServices();
  const session = useReadable(services.session.session);
  switch (session.state) {
    case 'asking':
      return <Page title="Opening your desk">{null}</Page>;
    case 'signed-out':
      return <NeedsLink left={session.left === true} />;
    case 'unreachable':
      return (
        <Page
          title={session.failure.kind === 'unreachable' ? 'The server cannot be reached' : 'The server lets nobody in for now'}
        >
          <p>
            {session.failure.reason}
            {session.failure.kind === 'unreachable' && ' This page tries again by itself.'}
          </p>
          <KeptByAnyone />
          <p className="row">
            <button type="button" className="main-act" onClick={() => void services.session.ask()}>
              Try again
            </button>
          </p>
        </Page>
      );
    case 'signed-in':
      return (
        <SittingProvider value={{ ...session.info, registry: session.registry }}>
          <Switch>
            <Route path="/">
              <DeskScreen />
            </Route>
            <Route path="/drafts/:id">{({ id }) => (isId(id) ? <DraftScreen key={id} id={draftId(id)} /> : <NotFound />)}</Route>
            <Route path="/drafts/:id/projection">
              {({ id }) => (isId(id) ? <BigScreen key={id} id={draftId(id)} /> : <NotFound />)}
            </Route>
            <Route path="/preparations/:id">
              {({ id }) => (isId(id) ? <ComposerScreen key={id} id={preparationId(id)} /> : <NotFound />)}
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </SittingProvider>
      );
  }
}

function NotFound() {
  return (
    <Page title="There is nothing at this address">
      <p>It may have been mistyped, or what stood here has been tabled or discarded.</p>
      <p className="row">
        <a className="main-act" href="/">
          Go to the desk
        </a>
      </p>
    </Page>
  );
}
