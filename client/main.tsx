import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import './style/arabic.css';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/overlays.css';
import './style/page.css';
import './style/header.css';
import './style/outline.css';
import './style/columns.css';
import './editor/editor.css';
import './style/paper.css';
import './style/brackets.css';
import './style/footnotes.css';
import './style/numbers.css';
import './style/rails.css';
import './style/provenance.css';
import './style/live.css';
import './style/tables.css';
import './style/format-bar.css';
import './style/points.css';
import './style/cards.css';
import './style/alternatives.css';
import './style/positions.css';
import './style/aside.css';
import './style/held-up.css';
import './style/card-note.css';
import './style/delegations.css';
import './style/options.css';
import './style/papers.css';
import './style/work-progress.css';
import './style/bringing.css';
import './style/length.css';
import './style/register.css';
import './style/figures.css';
import './style/readings.css';
import './style/big-screen.css';
import './style/procedures.css';
import './style/story.css';
import './style/decision.css';
import './style/instruments.css';
import './style/clause-acts.css';
import './style/status.css';
import './style/lens.css';
import './style/floor.css';
import './style/picker.css';
import './style/composer.css';
import './style/compare.css';
import './recovery/recovery.css';
import './style/forced-colours.css';
import './style/print.css';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/base/assert.ts';
import { App } from './App.tsx';
import { ServicesProvider } from './chrome/Services.tsx';
import { takeToken } from './screens/SignIn.tsx';
import { askedAhead, openedAhead, type OpensDraft } from './state/ahead.ts';
import { httpApi } from './state/api.ts';
import { holdingDrafts } from './state/held-draft.ts';
import { openDraft } from './state/open-draft.ts';
import { worthAsking } from './sync/again.ts';
import { forgettingTexts } from './sync/forgetting.ts';
import { indexedKept } from './sync/indexed-kept.ts';
import { tabLocks } from './sync/tab-lock.ts';
import { SessionStore } from './state/session.ts';

const api = askedAhead(
  httpApi((input, init) => fetch(input, init)),
  location.pathname,
);
const session = new SessionStore(api, worthAsking);
const opening = { api, origin: location.origin, kept: indexedKept(() => globalThis.indexedDB), locks: tabLocks(navigator.locks) };
forgettingTexts(opening.kept, session.session);
const opensDraft: OpensDraft = (id, sitting, said) =>
  openDraft(id, { ...opening, seat: sitting.seat, registry: sitting.registry, said: said ?? null });
const drafts = holdingDrafts(openedAhead(opensDraft, location.pathname, session.session), session.session);
const services = { ...opening, session, openDraft: drafts.openDraft, held: drafts.held };
const token = location.pathname === '/sign-in' ? takeToken(location, history) : '';

/** How long the page waits for an answer before it says that it waits, in milliseconds: too short to be seen. */
const PATIENCE = 100;

function draw(): void {
  createRoot(must(document.getElementById('root'), 'root element')).render(
    <ServicesProvider value={services}>
      {/* Whatever the browser's language: the page is in English, and so is what its widgets say. */}
      <I18nProvider locale="en-GB">
        <App token={token} />
      </I18nProvider>
    </ServicesProvider>,
  );
}

// The answer is mostly here already: then the draft is under way before anything is drawn, and nothing is drawn that is gone at once.
if (token === '') void Promise.race([session.ask(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(draw);
else draw();
