import { DISTRIBUTIONS, FILE_FORMATS, LANGUAGES, whyNoPaper, type FileFormat } from '../../shared/manuscript/file-format.ts';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { SymbolField } from '../revisions/SymbolField.tsx';
import type { PaperChoice } from './fetching-paper.ts';

const FORMAT_WORDS: Readonly<Record<FileFormat, string>> = {
  docx: 'Word (.docx)',
  pdf: 'PDF (.pdf)',
  html: 'Web page (.html)',
  md: 'Markdown (.md)',
  akn: 'Akoma Ntoso (.akn)',
};

const LENS_WORDS: Readonly<Record<Lens, string>> = { named: 'Shown', group: 'Groups only', unnamed: 'Not shown' };

export interface PaperFieldsProps {
  readonly choice: PaperChoice;
  readonly busy: boolean;
  readonly onChoose: (part: Partial<PaperChoice>) => void;
}

/** In what format, whose names, and what stands over the first page. */
export function PaperFields({ choice, busy, onChoose }: PaperFieldsProps) {
  const { snapshot } = useDraftDesk();
  return (
    <>
      <div className="paper-fields">
        <Choice
          name="Format"
          of={FILE_FORMATS.filter((format) => whyNoPaper(choice.paper, format) === null)}
          words={FORMAT_WORDS}
          value={choice.format}
          busy={busy}
          onChoose={(format) => onChoose({ format })}
        />
        <Choice
          name="Names of delegations"
          of={['as-seen', ...LENSES]}
          words={{ 'as-seen': 'As I see them', ...LENS_WORDS }}
          value={choice.lens ?? 'as-seen'}
          busy={busy}
          onChoose={(lens) => onChoose({ lens: lens === 'as-seen' ? null : lens })}
        />
        <Choice
          name="Distribution"
          of={DISTRIBUTIONS}
          value={choice.distribution}
          busy={busy}
          onChoose={(distribution) => onChoose({ distribution })}
        />
        <Choice
          name="Original language"
          of={LANGUAGES}
          value={choice.language}
          busy={busy}
          onChoose={(language) => onChoose({ language })}
        />
        <SymbolField
          label="Symbol (where empty, the one under which the text was issued)"
          symbol={choice.symbol}
          issued={snapshot.state.issued}
          busy={busy}
          onChange={(symbol) => onChoose({ symbol })}
        />
      </div>
      {choice.paper === 'negotiating' && (
        <label className="check">
          <input
            type="checkbox"
            checked={choice.tags}
            disabled={busy}
            onChange={(event) => onChoose({ tags: event.target.checked })}
          />
          <span>Status of agreed clauses, in brackets behind each</span>
        </label>
      )}
    </>
  );
}

interface ChoiceProps<One extends string> {
  readonly name: string;
  readonly of: readonly One[];
  /** What each is called; absent, as it is. */
  readonly words?: Readonly<Record<One, string>>;
  readonly value: One;
  readonly busy: boolean;
  readonly onChoose: (one: One) => void;
}

function Choice<One extends string>({ name, of, words, value, busy, onChoose }: ChoiceProps<One>) {
  return (
    <label className="field">
      {name}
      <select
        disabled={busy}
        value={value}
        onChange={(event) => {
          const chosen = of.find((one) => one === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {of.map((one) => (
          <option key={one} value={one}>
            {words === undefined ? one : words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
