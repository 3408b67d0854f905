import { parentPort, workerData } from 'node:worker_threads';
import { compose } from '../../shared/manuscript/compose.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { ThreadMessage } from '../threads/bounded-thread.ts';
import type { OrderToThread } from './file-writer.ts';
import { fileOf } from './writing.ts';

// The thread in which one paper is composed and written.
const { paper, format, sources, participants, imprint } = workerData as OrderToThread;
const file = await fileOf(format, compose(paper, { ...sources, registry: registry(participants) }, imprint));
parentPort?.postMessage({ made: file } satisfies ThreadMessage<Uint8Array>);
