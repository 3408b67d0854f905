import { preparationId, type ParticipantId } from '../../shared/base/ids.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { DraftingAct } from '../../shared/record/drafting.ts';
import { textDigest } from '../../shared/text/digest.ts';
import type { StoredPreparation } from '../../server/store/store.ts';
import type { Saying } from './cleared.ts';
import type { Client } from './client.ts';
import type { Errands } from './errands.ts';
import type { Network } from './network.ts';
import { SEATS } from './seats.ts';
import type { Stage } from './stage.ts';

/** What delegations do about what they prepare, besides writing it. */
type Doing = DraftingAct['act'] | 'discard' | 'another page' | 'table';

/** Delegations that prepare together: who invites whom, joins, leaves, and clears what is to be tabled in its name. */
export class Delegations {
  private readonly stage: Stage;
  private readonly errands: Errands;
  private readonly network: Network;
  private readonly open: (client: Client, preparation: StoredPreparation) => void;
  /** What each saw who says that it is ready. */
  private readonly sayings = new WeakMap<DraftingAct, Saying>();
  private worded = 0;

  /** `open`: somebody opens a page in the room of a preparation. */
  constructor(
    stage: Stage,
    { errands, network }: { readonly errands: Errands; readonly network: Network },
    open: (client: Client, preparation: StoredPreparation) => void,
  ) {
    this.stage = stage;
    this.network = network;
    this.errands = errands;
    this.open = open;
  }

  /** One delegation does something about a preparation of which it knows. */
  act(): void {
    const { random, world } = this.stage;
    const client = this.somebody();
    if (client === undefined) return;
    const known = world.disk.preparations.open().filter((one) => isKnownTo(client, one));
    // Most is done about what concerns several.
    const joint = known.filter(({ sponsors, invited }) => sponsors.length + invited.length > 1);
    const preparation = random.pick(joint.length > 0 && random.chance(0.8) ? joint : known);
    if (preparation === undefined) return;
    const { sponsors, invited, ready } = preparation;
    const isAlone = sponsors.length === 1;
    const doing = random.weighted<Doing>(
      invited.includes(client.seat.participant)
        ? [
            [6, 'join'],
            [1, 'decline'],
          ]
        : [
            [isAlone ? 6 : 0.3, 'invite'],
            [isAlone ? 0.5 : 9, 'ready'],
            [0.5, 'not-ready'],
            [0.7, 'word-rationale'],
            [isAlone ? 0.1 : 1.5, 'leave'],
            [0.2, 'take-back-invitation'],
            [0.3, 'discard'],
            [2, 'another page'],
            [!isAlone && ready.length === sponsors.length ? 20 : 0, 'table'],
          ],
    );
    if (doing === 'another page') return this.open(client, preparation);
    if (doing === 'table')
      return this.errands.give(client, { command: { type: 'table', preparation: preparation.id, rationale: '' }, seen: null });
    const act = doing === 'discard' ? doing : this.acting(doing, client, preparation);
    if (act !== null) this.give(client, preparation, act);
  }

  /** Those who prepare something have a good connection for a while, and all that they asked for is answered. */
  confer(): void {
    const { random, world, clients } = this.stage;
    const preparation = random.pick(world.disk.preparations.open());
    if (preparation === undefined) return;
    this.network.hasten(clients.filter(({ room }) => room.id === preparation.id));
    this.errands.runAny();
    // Where they sit together, each clears it in turn.
    if (preparation.sponsors.length === 1 || random.chance(0.4)) return;
    for (const participant of preparation.sponsors) {
      const client = this.inTheHall().find((one) => one.seat.participant === participant);
      const act = client === undefined ? null : this.ready(client, preparation.id);
      if (client !== undefined && act !== null) this.arrive(client, preparation, act);
    }
    const tabling = this.inTheHall().find(({ seat }) => preparation.sponsors.includes(seat.participant));
    const command = { type: 'table', preparation: preparation.id, rationale: '' } as const;
    if (tabling !== undefined && random.chance(0.5)) this.errands.giveAtOnce(tabling, { command, seen: null });
  }

  /** A delegate in the hall. */
  somebody(): Client | undefined {
    return this.stage.random.pick(this.inTheHall());
  }

  private inTheHall(): Client[] {
    const { clients, world } = this.stage;
    const isThere = ({ room, seat, loaded, device }: Client): boolean =>
      room.kind === 'text' && seat.role === 'delegate' && loaded && world.isLive(device.session);
    return clients.filter(isThere);
  }

  private give(client: Client, preparation: StoredPreparation, act: DraftingAct | 'discard'): void {
    if (this.stage.random.chance(0.5)) this.arrive(client, preparation, act);
    else this.errands.send(() => this.arrive(client, preparation, act));
  }

  private acting(act: DraftingAct['act'], client: Client, { id }: StoredPreparation): DraftingAct | null {
    switch (act) {
      case 'invite':
      case 'take-back-invitation':
        return { act, participant: this.another(client) };
      case 'word-rationale':
        return { act, rationale: `since ${(this.worded += 1)}` };
      case 'ready':
        return this.ready(client, id);
      case 'join':
      case 'decline':
      case 'leave':
      case 'not-ready':
        return { act };
    }
  }

  /** By what some page of theirs shows. */
  private ready({ seat }: Client, id: string): DraftingAct | null {
    const { random, clients } = this.stage;
    const isTheirs = (one: Client): boolean =>
      one.room.id === id && one.seat.participant === seat.participant && one.loaded && one.refusal === null;
    const page = random.pick(clients.filter(isTheirs));
    if (page === undefined || page.drafting === null) return null;
    const { rationale } = page.drafting;
    const seen = page.clauses();
    const act: DraftingAct = { act: 'ready', version: textDigest(seen), rationale };
    this.sayings.set(act, { text: JSON.stringify(seen), rationale });
    return act;
  }

  private another({ seat }: Client): ParticipantId {
    const others = SEATS.filter(({ role, participant }) => role === 'delegate' && participant !== seat.participant);
    return this.stage.random.pick(others)?.participant ?? seat.participant;
  }

  /** As server/http/routes/preparations.ts takes it. */
  private arrive(client: Client, { id }: StoredPreparation, act: DraftingAct | 'discard'): void {
    const { world, chronicle, preparations } = this.stage;
    const name = act === 'discard' ? act : act.act;
    const now = world.disk.preparations.find(preparationId(id));
    if (!world.isLive(client.device.session) || now === null || now.state !== 'open' || !isKnownTo(client, now)) return;
    const { participant } = client.seat;
    const saying = act === 'discard' ? undefined : this.sayings.get(act);
    if (saying !== undefined) world.cleared.says(id, participant, saying);
    const { power } = world;
    const result = world.guarded(() => this.done(client, now, act));
    chronicle.noteCrash(power);
    const what = result === null ? 'no answer' : result.ok ? 'done' : `refused ${result.refusal.code}`;
    chronicle.say(client.name, `${name} ${id}: ${what}`);
    chronicle.count(`preparing: ${name} ${what}`);
    if (result !== null && !result.ok) return;
    const isDone = result !== null;
    if (name === 'leave' || (name === 'join' && isDone))
      world.cleared.noteLeft(id, name === 'leave' ? participant : null, isDone);
    if (name === 'not-ready' && isDone) world.cleared.takesBack(id, participant);
    if (name === 'discard' && isDone) preparations.delete(id);
    const after = world.disk.preparations.find(id);
    if (name === 'join' && after?.sponsors.includes(participant) === true) this.open(client, after);
  }

  private done({ seat }: Client, now: StoredPreparation, act: DraftingAct | 'discard'): Result<null, Refusal> {
    const { rooms } = this.stage.world;
    if (act !== 'discard') return rooms.draft(now.id, seat, act);
    if (!mayPrepareWith(seat, now.sponsors)) return ok(null);
    const fault = rooms.discard(now.id);
    return fault === null ? ok(null) : { ok: false, refusal: fault };
  }
}

function isKnownTo({ seat }: Client, { sponsors, invited }: StoredPreparation): boolean {
  return mayPrepareWith(seat, [...sponsors, ...invited]);
}
