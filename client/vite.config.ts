import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `travaux serve` listens while the screens are being worked on with `vite client`. */
const SERVER = 'http://localhost:4000';

/** What the widgets of React Aria say in other languages than the page's own (see `I18nProvider`): a third of the code, which nobody would hear. */
const OTHER_LANGUAGES = /\/react-aria[\w-]*\/dist\/private\/intl\/(?:.*\/)?(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;

function englishAlone(): Plugin {
  return {
    name: 'english-alone',
    enforce: 'pre',
    load: (id) => (OTHER_LANGUAGES.test(id.replace(/\?.*$/, '')) ? 'export default {};' : null),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [englishAlone(), react()],
  // One Yjs only: two would not recognise each other's types.
  resolve: { dedupe: ['yjs', 'react', 'react-dom'] },
  // As files of their own, not as data: URLs: the page's policy is `default-src 'self'`.
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
  server: { proxy: { '/api': SERVER, '/sync': { target: SERVER, ws: true } } },
});
