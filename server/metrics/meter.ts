import { LoopDelay } from './loop-delay.ts';
import { Counter, Gauge, Histogram, type Series } from './series.ts';

const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const UPDATES = [1, 2, 5, 10, 20, 50, 100, 200];

/** What is counted of a running server: numbers, roles, kinds and codes; never a name, an id or a text. */
export class Meter {
  readonly connections = new Gauge('travaux_connections', 'Open sockets by kind of room and role of the seat.');
  readonly rooms = new Gauge('travaux_rooms', 'Rooms in memory by kind.');
  readonly work = new Gauge('travaux_work', 'Papers, exports and comparisons, files and archives that wait or are at work.');
  readonly updates = new Counter('travaux_updates_committed_total', 'Updates of texts and preparations that became durable.');
  readonly entries = new Counter('travaux_entries_written_total', 'Entries of records that became durable.');
  readonly closes = new Counter('travaux_closes_total', 'Sockets that the server closed, by close code.');
  readonly refusals = new Counter('travaux_refusals_total', 'Requests that were refused, by status.');
  readonly slowReaders = new Counter('travaux_slow_readers_closed_total', 'Connections let go because they did not read.');
  readonly broadcastBytes = new Counter('travaux_broadcast_bytes_total', 'Bytes of updates and entries sent to those in a room.');
  readonly commitSeconds = new Histogram('travaux_commit_seconds', 'Duration of a transaction, fsync included.', SECONDS);
  readonly batchUpdates = new Histogram('travaux_batch_updates', 'Updates in one transaction.', UPDATES);
  readonly ackSeconds = new Histogram(
    'travaux_ack_seconds',
    'From the arrival of the first update of a group to its acknowledgement.',
    SECONDS,
  );
  private readonly delay = new LoopDelay();

  /** Everything in the text format of Prometheus. The delay of the event loop is that since the last call. */
  text(): string {
    const lines = this.series().flatMap((series) => series.lines());
    this.delay.forget();
    return `${lines.join('\n')}\n`;
  }

  stop(): void {
    this.delay.stop();
  }

  private series(): Series[] {
    return [
      this.connections,
      this.rooms,
      this.work,
      this.updates,
      this.entries,
      this.closes,
      this.refusals,
      this.slowReaders,
      this.broadcastBytes,
      this.commitSeconds,
      this.batchUpdates,
      this.ackSeconds,
      new Gauge('travaux_event_loop_delay_seconds', 'Delay of the event loop since the last reading.', () => [
        [{ quantile: '0.5' }, this.delay.percentile(50)],
        [{ quantile: '0.99' }, this.delay.percentile(99)],
        [{ quantile: '1' }, this.delay.percentile(100)],
      ]),
      new Gauge('travaux_heap_bytes', 'Heap in use.', () => [[{}, process.memoryUsage().heapUsed]]),
      new Gauge('travaux_resident_bytes', 'Memory of the process.', () => [[{}, process.memoryUsage().rss]]),
    ];
  }
}
