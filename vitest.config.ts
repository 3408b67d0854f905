import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'tests',
    include: ['**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup/randomness.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By itself vitest would leave one of two cores idle, and the whole run takes half as long again.
    maxWorkers: 2,
  },
});
