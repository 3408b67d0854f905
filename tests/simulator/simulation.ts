import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../server/store/sqlite.ts';
import { Capitals } from './bringing.ts';
import { Chronicle } from './chronicle.ts';
import { roomKey, type Client } from './client.ts';
import { copyAndPutBack } from './copies.ts';
import { Delegations } from './delegations.ts';
import { Errands } from './errands.ts';
import { Labels } from './labels.ts';
import { Machine } from './machine.ts';
import { armCrash, crashPage, failDisk, killOrStop, reload, revoke, signInAgain } from './mishaps.ts';
import { Network } from './network.ts';
import { PLAIN, type Feature, type Options, type Run } from './options.ts';
import { Players } from './players.ts';
import { Random } from './random.ts';
import { checkRest } from './rest.ts';
import type { Stage } from './stage.ts';
import { holds, Violation } from './violation.ts';
import { World } from './world.ts';
import { Writers } from './writers.ts';

/** In memory where there is such a place: a crash here ends the process, not the machine, and each commit waits for the disk. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs one seed from an empty store to the end, with the machine's clock and chance in the hands of the simulator. */
export function simulate(seed: number, options: Options = PLAIN): Run {
  const folder = mkdtempSync(join(FOLDER, 'travaux-simulated-'));
  const opened = openStore(folder, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const machine = new Machine(seed);
  const restore = machine.install();
  const chronicle = new Chronicle();
  let failure: Run['failure'] = null;
  try {
    new Simulation(seed, options, { disk: opened.value, folder, machine, chronicle }).run();
  } catch (error) {
    const rule = error instanceof Violation ? error.rule : 'nothing throws';
    const message =
      error instanceof Violation ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    failure = { rule, message, step: chronicle.step };
  } finally {
    restore();
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { seed, failure, counts: chronicle.counts, trace: chronicle.trace };
}

interface Desk {
  readonly disk: World['disk'];
  readonly folder: string;
  readonly machine: Machine;
  readonly chronicle: Chronicle;
}

/** The course of one run: so many steps in which anything may happen, then rest. */
class Simulation {
  private readonly stage: Stage;
  private readonly folder: string;
  readonly network: Network;
  readonly errands: Errands;
  private readonly players: Players;
  private readonly delegations: Delegations;
  private readonly capitals: Capitals;

  constructor(seed: number, options: Options, { disk, folder, machine, chronicle }: Desk) {
    this.folder = folder;
    const random = new Random(seed);
    const labels = new Labels();
    const has = (feature: Feature): boolean => !options.without.has(feature);
    const source = sourceOf(labels, random, { hasFootnotes: has('footnotes'), hasNames: has('lenses') });
    const { faults, snapshotPiece } = options;
    const world = new World({ disk, machine, random, source, faults, snapshotPiece });
    this.stage = {
      options,
      random,
      labels,
      chronicle,
      world,
      clients: [],
      devices: [],
      attackers: [],
      writers: new Writers(),
      cleared: world.cleared,
      preparations: new Set(),
    };
    this.network = new Network(this.stage);
    this.errands = new Errands(this.stage);
    this.players = new Players(this.stage, this.network, this.errands);
    this.delegations = new Delegations(this.stage, this, (client, preparation) =>
      this.players.openPreparation(client, preparation),
    );
    this.capitals = new Capitals(this.stage, (client, preparation, typed) => {
      const { typed: known } = this.players.workIn({ kind: 'preparation', id: preparation.id });
      for (const label of typed) known.add(label);
      this.players.openPreparation(client, preparation);
    });
  }

  run(): void {
    const { chronicle, options } = this.stage;
    for (; chronicle.step < options.steps; chronicle.step += 1) this.act();
    chronicle.say('—', 'coming to rest');
    this.comeToRest();
    checkRest({ ...this.stage, answered: this.errands.answered, hands: this.players.hands });
  }

  private act(): void {
    const { options, random, world, clients, attackers } = this.stage;
    const { network, players, errands } = this;
    const on = (feature: Feature, weight: number): number => (options.without.has(feature) ? 0 : weight);
    const act = random.weighted<() => void>([
      [16, () => network.deliverSomeUp()],
      [16, () => network.deliverSomeDown()],
      [6, () => world.endTurn()],
      [12, () => players.draft()],
      [4 + on('conduct', 14), () => errands.runAny()],
      [3, () => world.pass(10 + random.below(1_500))],
      [0.4, () => this.passLong()],
      [9, () => network.connectSomebody()],
      [on('delegations', 1.2), () => players.prepare()],
      [on('delegations', 7), () => players.workInPrivate()],
      [on('delegations', 1.5), () => players.delegate()],
      [on('clearances', 7), () => this.delegations.act()],
      [on('clearances', 4), () => this.delegations.confer()],
      [on('bringing', 7), () => this.capitals.act(this.delegations.somebody())],
      [on('chair', 3), () => players.decide()],
      [on('conduct', 26), () => players.conduct()],
      [on('lenses', 0.8), () => players.lens()],
      [on('revisions', 0.6), () => players.issue()],
      [on('revisions', 6), () => players.followSomebody()],
      [on('attackers', 2.5), () => players.attack()],
      [on('attackers', 0.5), () => players.overreach()],
      [on('network', 0.8), () => network.breakSomething()],
      [on('reloads', 0.5), () => reload(this.stage)],
      [on('tabs', 0.9), () => players.openPage()],
      [on('tabs', 0.7), () => crashPage(this.stage)],
      [on('sessions', 0.4), () => revoke(this.stage)],
      [on('sessions', 1.5), () => signInAgain(this.stage)],
      [on('network', 0.5), () => network.resend()],
      [on('crashes', 0.9), () => armCrash(this.stage)],
      [on('crashes', 0.15), () => killOrStop(this.stage)],
      [on('copies', 0.4), () => copyAndPutBack(this.stage, this.folder)],
      [on('disk', 0.25), () => failDisk(this.stage)],
    ]);
    act();
    world.sweep((link) => clients.some((client) => client.link === link) || attackers.some((one) => one.link === link));
  }

  private passLong(): void {
    this.stage.world.pass(5_000 + this.stage.random.below(40_000));
    this.network.giveUpSilence();
  }

  /** Connects everyone who may come, and delivers until nothing is on its way. */
  private comeToRest(): void {
    const { clients, attackers, world } = this.stage;
    for (const attacker of attackers) attacker.link?.closeUp();
    for (let round = 0; ; round += 1) {
      holds(round < 80, 'everything comes to rest', () =>
        clients
          .filter((client) => !isAtRest(client))
          .map(({ name, synced, unacknowledged }) => `${name} ${synced} ${unacknowledged.length}`)
          .join('; '),
      );
      world.power.disarm();
      for (const client of clients) {
        if (client.link?.isHalfOpen === true) client.disconnect();
        if (!client.isOpen && client.refusal === null) this.network.connect(client);
        client.tryAgain();
      }
      this.drain();
      if (clients.every((client) => isAtRest(client) && this.isPresent(client))) break;
      this.players.followAll();
      world.pass(1_000);
    }
    world.pass(10_000);
    this.drain();
    // What is due would come about with the restart that follows, and not by the clock, at which the server looks each second.
    // Where it does not come about all the same the oracles say so.
    for (let waited = 0; waited < 1_100 && this.isDue(); waited += 1) {
      world.pass(1);
      this.drain();
    }
  }

  private isDue(): boolean {
    const { disk, draft, machine } = this.stage.world;
    const dueAt = disk.drafts.find(draft)?.dueAt ?? null;
    return dueAt !== null && Date.parse(dueAt) <= machine.clock.now();
  }

  private isPresent({ room, isSignedOut }: Client): boolean {
    return isSignedOut || room.kind !== 'text' || roomKey(room) === roomKey(this.stage.world.textRoom());
  }

  private drain(): void {
    const { world } = this.stage;
    for (let count = 0; count < 5_000; count += 1) {
      const wasDelivered = this.network.deliverOne();
      const wasRun = this.errands.runOldest();
      if (world.machine.hasImmediates) world.endTurn();
      else if (!wasDelivered && !wasRun) return;
    }
    throw new Violation('everything comes to rest', 'messages without end');
  }
}

function isAtRest(client: Client): boolean {
  return client.refusal !== null || (client.synced && client.unacknowledged.length === 0);
}

/** The text that a run begins with. */
function sourceOf(
  labels: Labels,
  random: Random,
  { hasFootnotes, hasNames }: { readonly hasFootnotes: boolean; readonly hasNames: boolean },
): string {
  const word = (): string => labels.word(2 + random.below(3));
  const lines = [
    `# ${word()} ${word()}`,
    `1. ${word()} ${word()} [${word()}${hasNames ? ' - Norway' : ''}] ${word()}, ${word()}.`,
    `2. ${word()} [${word()} [${word()}] ${word()}] ${word()}.`,
    `3. ${word()} ${word()} ${word()}.`,
  ];
  if (hasFootnotes) lines.push(`4. ${word()}[^1] ${word()}[^2].`, `[^1]: ${word()}.`, `[^2]: [${word()} ${word()}]`);
  return `${lines.join('\n\n')}\n`;
}
