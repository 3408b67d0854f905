import { useContext, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import {
  Button,
  ComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import type { Sought } from './candidates.ts';
import { ShortList } from './ShortList.tsx';
import { NONE, useSearch, type Search } from './useSearch.ts';

export interface ParticipantPickerProps<Id extends string> {
  readonly label: string;
  /** Where the label stands: over the field, before it in a sentence, or nowhere, and is heard alone. */
  readonly labelled?: 'over' | 'before' | 'heard';
  /** In the order in which they are listed before anything is typed. */
  readonly among: readonly (Sought & { readonly id: Id })[];
  readonly chosen: Id | null;
  /** What stands there while nobody is chosen. */
  readonly none: string;
  /** Whether nobody may be chosen again. */
  readonly clears?: boolean;
  /** Whether a sheet begins with it (`data-first`). */
  readonly first?: boolean;
  readonly onChange: (id: Id | null) => void;
}

/** So many are seen at a glance, and need no search. */
const SHORT = 7;
/** One of the participants: of few, from a list; of many, by letters of a name, a code, another form or a regional group. */
export function ParticipantPicker<Id extends string>(props: ParticipantPickerProps<Id>) {
  return props.among.length <= SHORT ? <ShortList {...props} /> : <SearchedList {...props} />;
}

/** A combobox with a list (ARIA authoring practices), which letters narrow down; its first answer is ahead, so that Enter takes it. */
function SearchedList<Id extends string>(props: ParticipantPickerProps<Id>) {
  const { label, labelled = 'over', among, chosen, none, clears = false, first = false } = props;
  const { typed, found, picks, type, pick, takeFirst } = useSearch(props);
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const name = among.find(({ id }) => id === chosen)?.name ?? '';
  // With a list open, Escape closes that alone.
  const keep = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what its field was given
    <div className={`picker is-${labelled}`} onKeyDownCapture={takeFirst} onKeyDown={keep} ref={frame}>
      <ComboBox
        className="picker-box"
        items={found}
        inputValue={typed ?? name}
        selectedKey={chosen ?? (clears ? NONE : null)}
        allowsEmptyCollection
        menuTrigger="manual"
        {...(labelled === 'heard' ? { 'aria-label': label } : {})}
        onInputChange={type}
        onSelectionChange={pick}
        onOpenChange={setOpen}
      >
        {labelled !== 'heard' && <Label>{label}</Label>}
        <Field typed={typed} picks={picks} none={none} first={first} />
        <Popover className="popover picker-list" triggerRef={frame}>
          <ListBox<Sought> className="picker-options" renderEmptyState={() => <p>Nobody of that name here.</p>}>
            {(one) => (
              <ListBoxItem id={one.id} textValue={one.id === NONE ? '' : one.name} className="picker-option">
                <span>{one.name}</span>
                {one.code !== one.name && <span className="muted">{one.code}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}

interface FieldProps extends Pick<Search, 'typed' | 'picks'> {
  readonly none: string;
  readonly first: boolean;
}

function Field({ typed, picks, none, first }: FieldProps) {
  const state = useContext(ComboBoxStateContext);
  const ahead = state?.isOpen === true && typed !== null && typed.trim() !== '' ? state.collection.getFirstKey() : null;
  const isAhead = state?.selectionManager.focusedKey != null;
  useEffect(() => {
    if (ahead !== null && !isAhead) state?.selectionManager.setFocusedKey(ahead);
  });
  const input = useRef<HTMLInputElement>(null);
  const opens = useEffectEvent(() => state?.open(null, 'input'));
  useEffect(() => {
    if (typed !== null) opens();
  }, [typed]);
  // Also where who was picked does not stay chosen, since several may be.
  const closes = useEffectEvent(() => state?.setOpen(false));
  useEffect(() => {
    if (picks > 0) closes();
  }, [picks]);
  // What is typed next takes the place of a name that stands there.
  const isOpen = state?.isOpen;
  const selects = useEffectEvent(() => {
    if (typed === null && input.current === document.activeElement) input.current?.select();
  });
  useEffect(() => selects(), [isOpen]);
  return (
    <Group className="picker-field">
      <Input
        ref={input}
        placeholder={none}
        data-first={first ? true : undefined}
        // Going through the list, the field is told that it has the focus again and again.
        onFocus={(event) => event.nativeEvent.isTrusted && event.currentTarget.select()}
        onClick={() => {
          if (state?.isOpen === false) state.open(null, 'manual');
        }}
      />
      <Button className="picker-open" />
    </Group>
  );
}
