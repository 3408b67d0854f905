import type { Brought } from '../../shared/import/brought.ts';
import type { Footnotes } from '../../shared/projection/footnotes.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { Command } from '../../shared/record/command.ts';
import type { ServerFaults, World } from './world.ts';

/** What may go wrong in a run, and who takes part. Turning one off may leave a failure standing, which makes its trace shorter. */
export const FEATURES = [
  'crashes',
  'disk',
  'network',
  'reloads',
  'attackers',
  'delegations',
  'chair',
  'structure',
  'naming',
  'tabs',
  'sessions',
  'footnotes',
  'revisions',
  'conduct',
  'lenses',
  'clearances',
  'bringing',
  'copies',
] as const;
export type Feature = (typeof FEATURES)[number];

/** Faults of which each must be caught. */
export interface PlantedFaults extends ServerFaults {
  /** Changes a command between its giver and the server's rules. */
  readonly onCommand?: (world: World, command: Command) => Command;
  /** What the views take for the record's word on a proposal. */
  readonly outcomeOf?: (right: OutcomeOf) => OutcomeOf;
  /** What the views take for the footnotes of a text. */
  readonly footnotes?: (right: Footnotes) => Footnotes;
  /** A paper that names the last entry of the record, and not the words behind it. */
  readonly papersNameEntryAlone?: boolean;
  /** Whoever copies the data folder leaves out what was written last. */
  readonly copiesWithoutLog?: boolean;
  /** What comes home of a paper. */
  readonly onBrought?: (right: Brought) => Brought;
  /** A client that keeps no outbox over a reload. */
  readonly forgetsOutbox?: boolean;
  /** A client that leaves `gc` on: it can no longer say what it wrote and deleted offline. */
  readonly collectsGarbage?: boolean;
  /** A device that keeps nothing of a page that crashed. */
  readonly forgetsCrashed?: boolean;
  /** A device on which whoever sits there takes over what others left. */
  readonly mixesPeople?: boolean;
  /** A client that keeps no words that came too late for a revision. */
  readonly forgetsLate?: boolean;
}

export interface Options {
  readonly steps: number;
  readonly without: ReadonlySet<Feature>;
  readonly faults: PlantedFaults;
  /** Bytes of a snapshot that are written with one commit. */
  readonly snapshotPiece: number;
}

export const PLAIN: Options = { steps: 260, without: new Set(), faults: {}, snapshotPiece: 500 };

/** How often each thing happened, by name. */
export type Counts = Map<string, number>;

/** What a run came to. `failure` null: every oracle was content. */
export interface Run {
  readonly seed: number;
  readonly failure: { readonly rule: string; readonly message: string; readonly step: number } | null;
  readonly counts: Counts;
  readonly trace: readonly string[];
}
