import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `travaux serve` listens while the screens are being worked on with `vite client`. */
const SERVER = 'http://localhost:4000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // One Yjs only: two would not recognise each other's types.
  resolve: { dedupe: ['yjs', 'react', 'react-dom'] },
  // No data: URLs: the page's policy is `default-src 'self'`.
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
  server: { proxy: { '/api': SERVER, '/sync': { target: SERVER, ws: true } } },
});
