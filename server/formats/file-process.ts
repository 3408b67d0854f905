import { compose } from '../../shared/manuscript/compose.ts';
import { registry } from '../../shared/participants/registry.ts';
import { workOn } from '../aside/work.ts';
import type { OrderToProcess } from './file-writer.ts';
import { fileOf } from './writing.ts';

// The process in which one paper is composed and written.
workOn(({ paper, format, sources, participants, imprint }: OrderToProcess) =>
  fileOf(format, compose(paper, { ...sources, registry: registry(participants) }, imprint)),
);
