import type { ClauseId } from '../../shared/base/ids.ts';
import { capital } from '../../shared/base/phrases.ts';

export interface GoToProps {
  readonly clause: ClauseId;
  readonly words: string;
  readonly onGo: (clause: ClauseId) => void;
}

/** A place of the text, to go there. */
export function GoTo({ clause, words, onGo }: GoToProps) {
  return (
    <button type="button" className="quiet go-to" onClick={() => onGo(clause)}>
      {words === '' ? 'Show' : capital(words)}
    </button>
  );
}
