import { beforeAll, expect, test } from 'vitest';
import { runKills, type KillReport } from './kill-run.ts';

const SEED = 20_260_302;
const ROUNDS = 8;

let report: KillReport;

beforeAll(async () => {
  report = await runKills({ seed: SEED, rounds: ROUNDS });
  console.log(`kills, seed ${SEED}: ${JSON.stringify(report)}`);
});

test('[K1] no change that was acknowledged is lost when the server is killed, typed, struck or bracketed', () => {
  expect(report.acked).toBeGreaterThan(ROUNDS * 5);
  expect(report.lostChanges).toEqual([]);
});

test('[K2] no command that was answered as done is lost when the server is killed', () => {
  expect(report.commandsAcked).toBeGreaterThan(0);
  expect(report.lostCommands).toEqual([]);
});

test('[K3] nothing that somebody else has seen is lost when the server is killed', () => {
  expect(report.lostSeen).toEqual([]);
});

test('[K4] clients come back by themselves, bring what they did meanwhile, and all have one text, which is that of the log', () => {
  expect(report.refused).toEqual([]);
  expect(report.acked).toBe(report.changes);
  expect(report.divergent).toBe(0);
  expect(report.diskAgrees).toBe(true);
});

test('[K5] chain, text and record verify after every kill', () => {
  expect(report.unsound).toEqual([]);
  expect(report.verify).toBe(0);
});
