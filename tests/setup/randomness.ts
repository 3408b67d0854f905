import fc from 'fast-check';

// A run tries the same cases as the run before it; another sequence is tried by hand: TRAVAUX_SEED=7 npx vitest run tests/import.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['TRAVAUX_SEED'] ?? 20_261_122) });
