import { compose } from '../../shared/manuscript/compose.ts';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import { registry } from '../../shared/participants/registry.ts';
import { workOn } from '../aside/work.ts';
import type { OrderToProcess } from './file-writer.ts';
import { fileOf } from './writing.ts';

// The process in which one paper is composed and written; each step goes out as it begins.
workOn<OrderToProcess, Uint8Array, PaperStep>(({ paper, format, sources, participants, imprint }, tell) => {
  tell({ name: 'composing' });
  return fileOf(format, compose(paper, { ...sources, registry: registry(participants) }, imprint), tell);
});
