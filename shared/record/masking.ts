import type { Json } from '../base/canonical.ts';
import type { ParticipantId, SeatId } from '../base/ids.ts';
import type { Lens } from '../participants/lens.ts';
import { regionalGroup } from '../participants/regional-groups.ts';
import type { Participant } from '../participants/participant.ts';
import type { Registry } from '../participants/registry.ts';
import { SOMEBODY, standIn } from '../participants/stand-in.ts';
import type { Actor, Entry, EntryBody } from './event.ts';
import { SOME_MANDATE, SOME_TIME } from './mandates.ts';
import { commitmentsIn, mapIdentities } from './seal.ts';

/** For whom a record is masked. */
export interface Viewer {
  readonly lens: Lens;
  /** Its own participant, whose name and acts it sees whatever the lens; null for one that is nobody's. */
  readonly own: ParticipantId | null;
}

/**
 * A record as those see it who may not see names. The entries keep their shape, so that whatever reads a record reads these: stand-ins stand
 * where identities stood, found by the walk by which they are sealed, so that no event need be known here. Chair and secretariat are offices,
 * and stay; their people do not. A group told of a delegation that fewer than three in the process share would name it, and is not told.
 *
 * A participant has one stand-in in all that happens to one proposal, silence or vote, so that the state folds as it should; and another in
 * the next, so that acts on different matters cannot be laid side by side. Stand-ins are counted in the order of the record, which
 * tells nothing that the order does not.
 */
export class Masking {
  private readonly registry: Registry;
  private readonly places = new Map<string, Map<ParticipantId, number>>();
  private readonly commitments = new Map<number, readonly string[]>();

  constructor(registry: Registry) {
    this.registry = registry;
  }

  /** Entries in their order, through a lens. Each is taken in once, however often it is asked for. */
  through(entries: readonly Entry[], viewer: Viewer): Entry[] {
    return entries.map((entry) => this.entryThrough(entry, viewer));
  }

  private entryThrough(entry: Entry, viewer: Viewer): Entry {
    if (viewer.lens === 'named') return entry;
    const { previousHash, hash, ...body } = entry;
    const scope = scopeOf(entry);
    // What a delegation said itself, it may read as it said it. With whom it sponsors it did not say.
    const isOwn = entry.actor.participant === viewer.own;
    const actor: Readonly<Record<string, Json>> = { ...this.actor(entry.actor, scope, viewer) };
    const masked = mapIdentities({ ...body, salt: '' } as unknown as Json, (value, path) =>
      path.startsWith(ACTOR)
        ? (actor[path.slice(ACTOR.length)] ?? SOMEBODY)
        : this.mask(value, scopeAt(entry as unknown as Json, path) ?? scope, viewer, isOwn),
    ) as unknown as EntryBody;
    let commitments = this.commitments.get(entry.number);
    if (commitments === undefined) this.commitments.set(entry.number, (commitments = commitmentsIn(body)));
    return { ...masked, previousHash, hash, commitments };
  }

  private actor(actor: Actor, scope: string, viewer: Viewer): Actor {
    if (actor.role === 'server') return actor;
    const shown = this.participant(actor.participant, scope, viewer);
    if (actor.participant === viewer.own) return actor;
    const isOffice = shown === actor.participant;
    return {
      seat: NO_SEAT,
      user: isOffice ? (this.registry.byId.get(shown)?.name ?? SOMEBODY) : SOMEBODY,
      participant: shown,
      role: actor.role,
    };
  }

  /**
   * Whatever it is that identifies somebody: who is known as a participant gets a stand-in, an act keeps who did it and not when, a mandate
   * has no number, all else is no more than somebody. `isOwn`: the viewer's delegation did it.
   */
  private mask(value: Json, scope: string, viewer: Viewer, isOwn: boolean): Json {
    if (Array.isArray(value)) return value.map((one: Json) => this.mask(one, scope, viewer, false));
    if (typeof value === 'number') return isOwn ? value : SOME_MANDATE;
    if (typeof value === 'object' && value !== null)
      return { ...(mapIdentities(value, (one) => this.mask(one, scope, viewer, isOwn)) as object), at: SOME_TIME };
    const id = value as ParticipantId;
    const shown = this.registry.byId.has(id) ? this.participant(id, scope, viewer) : SOMEBODY;
    // For which group it spoke it said itself; who began what it tabled with others it did not.
    return isOwn && this.registry.byId.get(id)?.kind === 'group' ? value : shown;
  }

  private participant(id: ParticipantId, scope: string, viewer: Viewer): ParticipantId {
    // Counted whoever looks, so that all who may not see names read the same stand-ins.
    return shownAs(id, { viewer, registry: this.registry, scope, place: this.place(scope, id) });
  }

  private place(scope: string, id: ParticipantId): number {
    let places = this.places.get(scope);
    if (places === undefined) this.places.set(scope, (places = new Map()));
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, places.size + 1);
    return places.size;
  }
}

/** A participant's id as a viewer gets it: its own where that viewer may see it, else a stand-in for it. */
export function shownAs(
  id: ParticipantId,
  {
    viewer: { lens, own },
    registry,
    scope,
    place,
  }: { readonly viewer: Viewer; readonly registry: Registry; readonly scope: string; readonly place: number },
): ParticipantId {
  const kind = registry.byId.get(id)?.kind;
  if (lens === 'named' || id === own || kind === 'chair' || kind === 'secretariat') return id;
  if (kind === 'group') return lens === 'group' ? id : standIn({ isGroup: true, group: null }, scope, place);
  return standIn({ isGroup: false, group: lens === 'group' ? groupTold(id, registry) : null }, scope, place);
}

function groupTold(id: ParticipantId, registry: Registry): ParticipantId | null {
  const group = regionalGroup(id);
  if (group === null || !registry.byId.has(group)) return null;
  let sharing = SHARING.get(registry);
  if (sharing === undefined) {
    sharing = new Map();
    for (const one of registry.all) sharing.set(regionalGroup(one.id), (sharing.get(regionalGroup(one.id)) ?? 0) + 1);
    SHARING.set(registry, sharing);
  }
  return (sharing.get(group) ?? 0) >= LEAST_SHARING ? group : null;
}

/**
 * The States that are known for who they are also where groups are told: those of whom none is, where they are too few to be hidden among each
 * other. Observers, of whom none is told either, table nothing and take no position themselves.
 */
export function knownWithoutGroup(registry: Registry): readonly Participant[] {
  const untold = registry.all.filter(({ id, kind }) => kind === 'state' && groupTold(id, registry) === null);
  return untold.length < LEAST_SHARING ? untold : [];
}

/** How many participants of a registry are in each group. */
const SHARING = new WeakMap<Registry, Map<ParticipantId | null, number>>();

/** So many participants share a group at the least, where it is told of one of them. */
const LEAST_SHARING = 3;

const NO_SEAT = '~' as SeatId;
const ACTOR = '/actor/';

/** Fields of an event that name the matter it is about: a proposal, or the entry that began a silence or opened a vote. */
const MATTERS = ['proposal', 'silence', 'vote'] as const;

/** What an entry is about, as far as stand-ins go: where it is about nothing that goes on, it stands for itself. */
function scopeOf({ number, event }: Pick<Entry, 'number' | 'event'>): string {
  for (const matter of MATTERS) {
    const about: unknown = Reflect.get(event, matter);
    if (typeof about === 'string' || typeof about === 'number') return String(about);
  }
  return String(number);
}

/** The scope of what stands in a list of things each with its own id, such as brackets that came with an imported text. */
function scopeAt(entry: Json, path: string): string | null {
  let at: Json | undefined = entry;
  let scope: string | null = null;
  for (const key of path.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) break;
    at = (at as Readonly<Record<string, Json | undefined>>)[key];
    if (typeof at !== 'object' || at === null || Array.isArray(at) || key === 'event') continue;
    const { proposal, id } = at as { readonly proposal?: unknown; readonly id?: unknown };
    const found = proposal ?? id;
    if (typeof found === 'string') scope = found;
  }
  return scope;
}
