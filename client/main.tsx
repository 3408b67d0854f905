import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import './style/tokens.css';
import './style/base.css';
import './style/page.css';
import './style/workspace.css';
import './editor/editor.css';
import './style/paper.css';
import './style/live.css';
import './style/points.css';
import './style/acts.css';
import './style/composer.css';
import './style/compare.css';
import './style/print.css';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/base/assert.ts';
import { App } from './App.tsx';
import { ServicesProvider } from './chrome/Services.tsx';
import { takeToken } from './screens/SignIn.tsx';
import { httpApi } from './state/api.ts';
import { keptIn } from './sync/kept-changes.ts';
import { SessionStore } from './state/session.ts';

const api = httpApi((input, init) => fetch(input, init));
const session = new SessionStore(api);
const token = location.pathname === '/sign-in' ? takeToken(location, history) : '';
if (token === '') void session.ask();

createRoot(must(document.getElementById('root'), 'root element')).render(
  <ServicesProvider value={{ api, session, origin: location.origin, kept: keptIn(localStorage) }}>
    <App token={token} />
  </ServicesProvider>,
);
