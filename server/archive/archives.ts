import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SeatId } from '../../shared/base/ids.ts';
import { refuse, type Result } from '../../shared/base/result.ts';
import type { ArchiveInfo } from '../../shared/protocol/api.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import type { Store } from '../store/store.ts';
import { makeArchive } from './making.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';

/** What archives are made with. */
export interface ArchiveSources {
  readonly store: Store;
  readonly checkpoints: Checkpoints;
  /** The data folder. */
  readonly folder: string;
}

/** Everything about one archive, from when it was asked for until it is cancelled or forgotten. */
interface Job {
  readonly id: string;
  readonly seat: SeatId;
  /** Name under which it is saved. */
  readonly name: string;
  readonly folder: string;
  info: ArchiveInfo;
  cancel(): void;
  forgetting: NodeJS.Timeout;
}

/** So long nobody asks for an archive, and it goes, in milliseconds. */
const FORGOTTEN_AFTER = 120_000;
/** So many are made or kept at a time, all seats together. */
const MOST_JOBS = 16;

/** Archives that people at their screens asked for, one a seat, made one after the other. They stand beside the store for a while, to be fetched. */
export class Archives {
  private readonly sources: ArchiveSources;
  private readonly folder: string;
  private readonly jobs = new Map<string, Job>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(sources: ArchiveSources) {
    this.sources = sources;
    this.folder = join(sources.folder, 'archives');
    // What a server that was killed left there is nobody's any more.
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Begins one, in the place of any other of the seat. Null: too many are being made. */
  begin(
    id: string,
    seat: SeatId,
    { drafts, name }: Pick<ArchiveOrder, 'drafts'> & { readonly name: string },
  ): ArchiveInfo | null {
    for (const job of this.jobs.values()) if (job.seat === seat) this.drop(job);
    if (this.jobs.size >= MOST_JOBS) return null;
    const info: ArchiveInfo = { id, state: 'writing', done: 0, total: 0, why: null };
    const forgetting = setTimeout(() => this.drop(job), FORGOTTEN_AFTER).unref();
    const folder = join(this.folder, id);
    const job: Job = { id, seat, name, folder, info, forgetting, cancel: () => undefined };
    this.jobs.set(id, job);
    this.last = this.last.then(() => this.make(job, drafts));
    return info;
  }

  /** How far one is; null where a seat has none by this id. */
  info(id: string, seat: SeatId): ArchiveInfo | null {
    return this.find(id, seat)?.info ?? null;
  }

  /** One that is ready: its file, and the name to save it under. */
  ready(id: string, seat: SeatId): { readonly file: string; readonly name: string } | null {
    const job = this.find(id, seat);
    return job?.info.state === 'ready' ? { file: fileIn(job.folder), name: job.name } : null;
  }

  /** It is not wanted any more. False where a seat has none by this id. */
  discard(id: string, seat: SeatId): boolean {
    const job = this.find(id, seat);
    if (job !== null) this.drop(job);
    return job !== null;
  }

  stop(): void {
    for (const job of this.jobs.values()) this.drop(job);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private find(id: string, seat: SeatId): Job | null {
    const job = this.jobs.get(id);
    if (job?.seat !== seat) return null;
    job.forgetting.refresh();
    return job;
  }

  private drop(job: Job): void {
    clearTimeout(job.forgetting);
    this.jobs.delete(job.id);
    job.cancel();
    rmSync(job.folder, { recursive: true, force: true });
  }

  private async make(job: Job, drafts: ArchiveOrder['drafts']): Promise<void> {
    if (!this.jobs.has(job.id)) return;
    let made: Result<ArchiveProgress, string>;
    try {
      made = await this.write(job, drafts);
    } catch {
      made = refuse('The archive could not be written. Try again.');
    }
    if (!this.jobs.has(job.id)) rmSync(job.folder, { recursive: true, force: true });
    job.info = made.ok ? { ...job.info, ...made.value, state: 'ready' } : { ...job.info, state: 'failed', why: made.refusal };
  }

  private async write(job: Job, drafts: ArchiveOrder['drafts']): Promise<Result<ArchiveProgress, string>> {
    const { store, checkpoints, folder } = this.sources;
    mkdirSync(job.folder, { recursive: true, mode: 0o700 });
    const copy = join(job.folder, 'copy');
    const checkpoint = await checkpoints.make();
    await store.copyTo(copy);
    if (!this.jobs.has(job.id)) return refuse('The archive was cancelled.');
    const order: ArchiveOrder = { store: copy, checkpoint, drafts, folder, file: fileIn(job.folder) };
    const making = makeArchive(order, (progress) => {
      job.info = { ...job.info, ...progress };
    });
    job.cancel = () => making.cancel();
    const done = await making.done;
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
    return done;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'archive.zip');
}
