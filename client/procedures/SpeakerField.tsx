import { useMemo } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface SpeakerFieldProps {
  readonly label: string;
  readonly chosen: ParticipantId | null;
  readonly onChange: (participant: ParticipantId | null) => void;
}

/** For secretariat and chair: which delegation's word is noted. */
export function SpeakerField({ label, chosen, onChange }: SpeakerFieldProps) {
  const { snapshot } = useDraftDesk();
  const { registry } = snapshot;
  const states = useMemo(() => registry.all.filter(({ kind }) => kind === 'state'), [registry]);
  return <ParticipantPicker label={label} among={states} chosen={chosen} none="Choose a delegation" onChange={onChange} />;
}
