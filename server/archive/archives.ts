import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SeatId } from '../../shared/base/ids.ts';
import { refuse, type Result } from '../../shared/base/result.ts';
import type { ArchiveInfo } from '../../shared/protocol/api.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import type { Limits } from '../limits.ts';
import { nameOf, type Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { tidyAway } from '../tidying.ts';
import type { WorkFault } from '../aside/bounded-process.ts';
import { Turns, type CountWork } from '../aside/turns.ts';
import { workRefusal } from '../aside/work-refusal.ts';
import { ARCHIVE_WORDS, makeArchive } from './making.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';

/** What archives are made with. */
export interface ArchiveSources {
  readonly store: Store;
  readonly checkpoints: Checkpoints;
  /** The data folder. */
  readonly folder: string;
  readonly log: Pick<Log, 'error'>;
}

/** Everything about one archive, from when it was asked for until it is cancelled or forgotten. */
interface Job {
  readonly id: string;
  readonly seat: SeatId;
  /** Name under which it is saved. */
  readonly name: string;
  readonly folder: string;
  /** What goes into it, each as it is to be seen. */
  readonly drafts: ArchiveOrder['drafts'];
  info: ArchiveInfo;
  readonly cancelling: AbortController;
  forgetting: NodeJS.Timeout;
}

/** So long nobody asks for an archive, and it goes, in milliseconds. */
const FORGOTTEN_AFTER = 120_000;

/** Archives that people at their screens asked for, one a seat, made in turns. They stand beside the store for a while, to be fetched. */
export class Archives {
  private readonly sources: ArchiveSources;
  private readonly folder: string;
  private readonly jobs = new Map<string, Job>();
  private readonly limits: Limits['archives'];
  private readonly turns: Turns;

  constructor(sources: ArchiveSources, limits: Limits['archives'], count?: CountWork) {
    this.sources = sources;
    this.limits = limits;
    this.turns = new Turns(limits, count);
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
    if (this.jobs.size >= this.limits.kept) return null;
    const info: ArchiveInfo = { id, state: 'writing', done: 0, total: 0, why: null };
    const forgetting = setTimeout(() => this.drop(job), FORGOTTEN_AFTER).unref();
    const folder = join(this.folder, id);
    const cancelling = new AbortController();
    const job: Job = { id, seat, name, folder, drafts, info, forgetting, cancelling };
    this.jobs.set(id, job);
    void this.make(job);
    return job.info;
  }

  /** How far one is; null where a seat has none by this id. */
  info(id: string, seat: SeatId): ArchiveInfo | null {
    return this.find(id, seat)?.info ?? null;
  }

  /** One that is ready: its file, the name to save it under, and what is in it. */
  ready(id: string, seat: SeatId): ({ readonly file: string } & Pick<Job, 'name' | 'drafts'>) | null {
    const job = this.find(id, seat);
    return job?.info.state === 'ready' ? { file: fileIn(job.folder), name: job.name, drafts: job.drafts } : null;
  }

  /** It is not wanted any more. False where a seat has none by this id. */
  discard(id: string, seat: SeatId): boolean {
    const job = this.find(id, seat);
    if (job !== null) this.drop(job);
    return job !== null;
  }

  stop(): void {
    this.turns.stop();
    for (const job of this.jobs.values()) this.drop(job);
    tidyAway(this.folder);
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
    job.cancelling.abort();
    tidyAway(job.folder);
  }

  private async make(job: Job): Promise<void> {
    let made: Result<ArchiveProgress, string>;
    try {
      const done = await this.turns.take(job.seat, (signal) => this.write(job, signal), {
        gone: job.cancelling.signal,
        onWait: () => {
          job.info = { ...job.info, state: 'waiting' };
        },
      });
      made = done.ok ? done : refuse(workRefusal(done.refusal, ARCHIVE_WORDS).reason);
    } catch (error) {
      this.sources.log.error({ error: nameOf(error) }, 'an archive could not be made');
      made = refuse('The archive could not be written. Try again.');
    }
    if (!this.jobs.has(job.id)) rmSync(job.folder, { recursive: true, force: true });
    job.info = made.ok ? { ...job.info, ...made.value, state: 'ready' } : { ...job.info, state: 'failed', why: made.refusal };
  }

  private async write(job: Job, signal: AbortSignal): Promise<Result<ArchiveProgress, WorkFault>> {
    const { store, checkpoints, folder } = this.sources;
    job.info = { ...job.info, state: 'writing' };
    mkdirSync(job.folder, { recursive: true, mode: 0o700 });
    const copy = join(job.folder, 'copy');
    const tell = (progress: ArchiveProgress): void => {
      job.info = { ...job.info, ...progress };
    };
    try {
      const checkpoint = await checkpoints.make();
      if (signal.aborted) return refuse('stopped');
      await store.copyTo(copy);
      const order: ArchiveOrder = { store: copy, checkpoint, drafts: job.drafts, folder, file: fileIn(job.folder) };
      return await makeArchive(order, { bounds: this.limits, signal, tell });
    } finally {
      for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
    }
  }
}

function fileIn(folder: string): string {
  return join(folder, 'archive.zip');
}
