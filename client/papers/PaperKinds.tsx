import { PAPERS, type Paper } from '../../shared/manuscript/manuscript.ts';

const PAPER_WORDS: Readonly<Record<Paper, readonly [string, string]>> = {
  negotiating: ['Text with brackets', 'Changes tracked by delegation, rationale and positions as comments'],
  clean: ['Clean text', 'What stands if nothing more is agreed'],
  compilation: ['Compilation', 'Every open proposal, by article and proponent, with rationale'],
  matrix: ['Matrix of positions', 'Who says what on each open point'],
  register: ['Register of proposals', 'Every proposal with what became of it'],
};

export interface PaperKindsProps {
  readonly paper: Paper;
  readonly busy: boolean;
  readonly onChoose: (paper: Paper) => void;
}

/** Which paper, with what is in it. */
export function PaperKinds({ paper, busy, onChoose }: PaperKindsProps) {
  return (
    <fieldset className="paper-choice" disabled={busy}>
      <legend>Paper</legend>
      {PAPERS.map((one) => {
        const [name, about] = PAPER_WORDS[one];
        return (
          <label key={one} className="check">
            <input
              type="radio"
              name="paper"
              checked={one === paper}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the dialog asks for first
              autoFocus={one === PAPERS[0]}
              onChange={() => onChoose(one)}
            />
            <strong>{name}</strong>
            <span className="muted small">{about}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
