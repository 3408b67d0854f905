import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftId, type DraftId } from '../../shared/base/ids.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import { RunningServer, travaux } from '../e2e/travaux.ts';
import { Client } from './client.ts';
import { Person } from './person.ts';
import { lostChanges, lostSights, readKept } from './promises.ts';
import { Proxy } from './proxy.ts';
import { Random } from './random.ts';
import { Waiting } from './until.ts';

const SEED = 20_260_303;
const CLIENTS = 10;
const CONNECTIONS = 120;
const CHECKS = 12;
const BEAT = 15;

const random = new Random(SEED);
const waiting = new Waiting();
let server: RunningServer;
let proxy: Proxy;
let draft: DraftId;
let observer: Person;
const clients: Client[] = [];

beforeAll(async () => {
  process.setMaxListeners(0);
  server = await RunningServer.start();
  proxy = await Proxy.listen(Number(new URL(server.url).port), random);
  observer = await Person.signIn(server.url, server.seat('observer'));
  draft = draftId((await observer.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
  const drafters = [
    await Person.signIn(server.url, server.seat('drafter')),
    await Person.signIn(server.url, server.seat('drafter', undefined, 1)),
  ];
  for (let number = 0; number < CLIENTS; number += 1) {
    const person = (drafters[number % 2] ?? observer).at(proxy.url);
    clients.push(new Client(person, draft, { number, random, waiting, writes: true }));
  }
});

afterAll(async () => {
  for (const client of clients) client.close();
  await proxy.close();
  await server.discard();
});

/** Somebody who comes by the direct way and looks. */
async function look(number: number): Promise<Client> {
  const fresh = new Client(observer, draft, { number, random, waiting, writes: false });
  await waiting.until(() => fresh.provider.synced, 'the text by the direct way');
  return fresh;
}

test('[K6] through connections that are delayed, cut, torn, half closed and silent, what was acknowledged is there at any moment', async () => {
  const lost: string[] = [];
  const beat = setInterval(() => {
    for (const client of clients) if (random.chance(0.1)) client.act();
    waiting.notify();
  }, BEAT);
  for (let check = 1; check <= CHECKS; check += 1) {
    await waiting.until(
      () => proxy.deeds.connections >= (CONNECTIONS * check) / CHECKS || clients.some((client) => client.refused !== null),
      () => `connections: ${proxy.deeds.connections}`,
      60_000,
    );
    // What is acknowledged by now must be there for whoever comes next; what is acknowledged meanwhile need not.
    const durable = clients.map((client) => client.durable);
    const fresh = await look(CLIENTS + check);
    lost.push(
      ...lostChanges(
        clients.map((client, index) => Object.assign(Object.create(client) as Client, { durable: durable[index] })),
        fresh.doc,
      ),
    );
    fresh.close();
  }
  clearInterval(beat);
  expect(lost).toEqual([]);
});

test('[K7] once the connections hold, everybody has one text, everything is acknowledged, and nobody was turned away', async () => {
  proxy.calm();
  await waiting.until(
    () => clients.every((client) => client.isSettled || client.refused !== null),
    () => `all to be durable: ${clients.map((one) => `${one.durable}/${one.changes.length}`).join(' ')}`,
  );
  expect(clients.flatMap((client) => client.refused ?? [])).toEqual([]);
  const fresh = await look(CLIENTS + CHECKS + 1);
  await waiting.until(() => clients.every((client) => client.digest() === fresh.digest()), 'one text');
  const text = fresh.digest();
  fresh.close();
  await server.stop();
  const kept = readKept(server.data, draft);
  expect(lostChanges(clients, kept.doc)).toEqual([]);
  expect(lostSights(clients, kept.doc)).toEqual([]);
  expect(clients.every((client) => client.digest() === text)).toBe(true);
  expect(travaux('verify', '--data', server.data).status).toBe(0);
  const { cut, halfClosed, silenced, delayed } = proxy.deeds;
  expect(Math.min(cut, halfClosed, silenced, delayed)).toBeGreaterThan(0);
  console.log(
    `proxy, seed ${SEED}: ${JSON.stringify({ ...proxy.deeds, changes: clients.reduce((sum, one) => sum + one.changes.length, 0) })}`,
  );
});
