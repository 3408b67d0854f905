import { useId } from 'react';
import type { IssuedRevision } from '../../shared/record/state.ts';
import { tidySymbol, usualSymbols } from '../../shared/record/symbol.ts';
import { parseSymbol } from '../../shared/record/un-symbol.ts';

export interface SymbolFieldProps {
  /** What it is the symbol of, as the label says it. */
  readonly label: string;
  readonly symbol: string;
  /** Those under which revisions were issued: the usual ones behind them are offered. */
  readonly issued: readonly IssuedRevision[];
  readonly busy: boolean;
  /** Whether it is what the dialog asks for first. */
  readonly isFirst?: boolean;
  readonly onChange: (symbol: string) => void;
}

/** The symbol of a document: what usually comes next is offered, and what departs from the pattern of the UN is said and taken. */
export function SymbolField({ label, symbol, issued, busy, isFirst = false, onChange }: SymbolFieldProps) {
  const id = useId();
  const given = tidySymbol(symbol);
  const parsed = given === '' ? null : parseSymbol(given);
  return (
    <div className="symbol-field">
      <label className="field">
        {label}
        <input
          type="text"
          maxLength={80}
          placeholder="A/CONF.1/L.2/Rev.1"
          list={`${id}list`}
          aria-describedby={`${id}warning`}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- where it is the one thing that the dialog asks for
          autoFocus={isFirst}
          disabled={busy}
          value={symbol}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <datalist id={`${id}list`}>
        {usualSymbols(issued).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
      <output className="warn small" id={`${id}warning`}>
        {parsed?.ok === false &&
          `It departs from the pattern of UN symbols, which is no fault where your body has a pattern of its own. ${parsed.refusal}`}
      </output>
    </div>
  );
}
