import type { PreparationId } from '../../shared/base/ids.ts';
import type { Attacker } from './attacker.ts';
import type { Chronicle } from './chronicle.ts';
import type { Cleared } from './cleared.ts';
import type { Client } from './client.ts';
import type { Device } from './device.ts';
import type { Labels } from './labels.ts';
import type { Options } from './options.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';
import type { Writers } from './writers.ts';

/** What all parts of one run share: its chance, its chronicle, the world, and those who take part. */
export interface Stage {
  readonly options: Options;
  readonly random: Random;
  readonly labels: Labels;
  readonly chronicle: Chronicle;
  readonly world: World;
  /** Honest people: a client for each page that somebody has open. */
  readonly clients: Client[];
  /** The browsers in which they are, and in which some were that are there no more. */
  readonly devices: Device[];
  readonly attackers: Attacker[];
  readonly writers: Writers;
  readonly cleared: Cleared;
  /** What was prepared and, as far as anybody was told, not tabled. */
  readonly preparations: Set<PreparationId>;
}
