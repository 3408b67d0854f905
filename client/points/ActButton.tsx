/** An act of a card, with its key where one letter does it. */
export function ActButton({
  words,
  shortcut,
  main = false,
  onClick,
}: {
  readonly words: string;
  readonly shortcut?: string;
  readonly main?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className={main ? 'main-act' : 'act'} aria-keyshortcuts={shortcut} onClick={onClick}>
      {words}
      {shortcut !== undefined && shortcut.length === 1 && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}
