import type { ClauseId } from '../../shared/base/ids.ts';

export interface GoToProps {
  readonly clause: ClauseId;
  readonly words: string;
  readonly onGo: (clause: ClauseId) => void;
}

/** A place of the text, to go there. */
export function GoTo({ clause, words, onGo }: GoToProps) {
  return (
    <button type="button" className="quiet go-to" onClick={() => onGo(clause)}>
      {words === '' ? 'Show' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`}
    </button>
  );
}
