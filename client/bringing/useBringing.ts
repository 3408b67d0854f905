import { useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import type { BroughtReport } from '../../shared/protocol/api.ts';
import { wordIn } from '../chrome/chosen-file.ts';
import { useServices } from '../chrome/Services.tsx';

/** Where bringing a file home has got to. */
type Bringing =
  | { readonly step: 'file' }
  | { readonly step: 'questions'; readonly report: BroughtReport }
  | { readonly step: 'brought'; readonly report: BroughtReport };

export interface BringingActs {
  readonly bringing: Bringing;
  readonly choices: FileChoices | null;
  readonly busy: boolean;
  /** Why the last try failed; null for none. */
  readonly reason: string | null;
  readonly look: (file: File) => void;
  readonly choose: (part: Partial<FileChoices>) => void;
  readonly bring: () => void;
  /** Back to the questions. The preparation that was made of the first answers goes. */
  readonly again: () => void;
}

/** Reads a file, keeps what is answered, and makes the preparation. Whatever fails, the file and the answers stay. */
export function useBringing(draft: DraftId): BringingActs {
  const { api } = useServices();
  const [bringing, setBringing] = useState<Bringing>({ step: 'file' });
  const [file, setFile] = useState('');
  const [choices, setChoices] = useState<FileChoices | null>(null);
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const during = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setReason(null);
    setReason(await work());
    setBusy(false);
  };
  return {
    bringing,
    choices,
    busy,
    reason,
    look: (chosen) =>
      void during(async () => {
        const word = await wordIn(chosen);
        if ('why' in word) return word.why;
        const answer = await api.bring(draft, { file: word.file });
        if (!answer.ok) return answer.refusal.reason;
        setFile(word.file);
        setChoices(answer.value.choices);
        setBringing({ step: 'questions', report: answer.value });
        return null;
      }),
    choose: (part) => setChoices((now) => (now === null ? null : { ...now, ...part })),
    bring: () =>
      void during(async () => {
        if (choices === null) return null;
        const answer = await api.bring(draft, { file, choices });
        if (!answer.ok) return answer.refusal.reason;
        setBringing({ step: 'brought', report: answer.value });
        return null;
      }),
    again: () =>
      void during(async () => {
        if (bringing.step !== 'brought') return null;
        const { report } = bringing;
        const answer = report.preparation === null ? null : await api.discard(report.preparation);
        if (answer?.ok === false) return answer.refusal.reason;
        setBringing({ step: 'questions', report });
        return null;
      }),
  };
}
