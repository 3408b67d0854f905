import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'tests',
    include: ['**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup/randomness.ts'],
    // Nothing is waited for longer than it takes; these only end what would never come, also on a machine several times slower.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // By itself vitest would leave one of two cores idle, and the whole run takes half as long again.
    maxWorkers: 2,
    // Tests start the program hundreds of times: what was compiled for one start serves the next.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compiled') },
  },
});
