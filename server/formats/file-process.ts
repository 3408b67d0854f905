import { compose } from '../../shared/manuscript/compose.ts';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import { registry } from '../../shared/participants/registry.ts';
import { workOn } from '../aside/work.ts';
import { paperFileName, paperSources } from '../drafts/papers.ts';
import { seenBy, seenText } from '../drafts/seen-text.ts';
import { textOfStored } from '../drafts/stored-text.ts';
import type { PaperOrder, WrittenPaper } from './file-writer.ts';
import { fileOf } from './writing.ts';

// The process in which one paper is composed and written; each step goes out as it begins.
workOn<PaperOrder, WrittenPaper, PaperStep>(async ({ request, moment, text: stored, viewer, participants, ...about }, tell) => {
  const roster = registry(participants);
  const text = seenText(textOfStored(stored), seenBy(viewer, roster));
  tell({ name: 'composing' });
  const { sources, imprint } = paperSources(request, { ...about, registry: roster, text });
  const bytes = await fileOf(request.format, compose(request.paper, sources, imprint), tell);
  return { name: paperFileName(request, text, moment), bytes, lens: viewer.lens };
});
