/** What the person is told about their words. `unsaved` counts changes that the server has not confirmed as durable. */
export type SaveState =
  | { readonly state: 'connecting' }
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly unsaved: number }
  | { readonly state: 'offline'; readonly unsaved: number }
  | { readonly state: 'refused'; readonly why: string; readonly unsaved: number };

/** What is counted to know it. Changes are numbered from 1 over the life of the document, messages anew on each connection. */
export interface SaveLedger {
  readonly link: 'connecting' | 'open' | 'synced' | 'closed' | 'refused';
  readonly why: string;
  /** Changes made here so far, and how many of them are durable for certain. */
  readonly made: number;
  readonly durable: number;
  /** For each message with content sent on this connection: how many changes it and those before it cover. */
  readonly covered: readonly number[];
}

/** What happens to a ledger. */
export type SaveEvent =
  | { readonly type: 'made' }
  | { readonly type: 'opened' }
  | { readonly type: 'synced' }
  /** A message with content went out. */
  | { readonly type: 'sent' }
  /** The server asked for what it lacks, and it lacks nothing. */
  | { readonly type: 'nothing-lacking' }
  /** The first `count` messages of this connection are durable. */
  | { readonly type: 'acked'; readonly count: number }
  | { readonly type: 'closed' }
  | { readonly type: 'refused'; readonly why: string };

/** Before the first connection. */
export const NEW_LEDGER: SaveLedger = { link: 'connecting', why: '', made: 0, durable: 0, covered: [] };

/** The ledger after an event. */
export function afterEvent(ledger: SaveLedger, event: SaveEvent): SaveLedger {
  switch (event.type) {
    case 'made':
      return { ...ledger, made: ledger.made + 1 };
    case 'opened':
      return { ...ledger, link: 'open', covered: [] };
    case 'synced':
      return { ...ledger, link: 'synced' };
    case 'sent':
      return { ...ledger, covered: [...ledger.covered, ledger.made] };
    case 'nothing-lacking':
      return { ...ledger, durable: ledger.made };
    case 'acked':
      return {
        ...ledger,
        durable: Math.max(ledger.durable, ledger.covered[Math.min(event.count, ledger.covered.length) - 1] ?? 0),
      };
    case 'closed':
      return ledger.link === 'refused' ? ledger : { ...ledger, link: 'closed', covered: [] };
    case 'refused':
      return { ...ledger, link: 'refused', why: event.why, covered: [] };
  }
}

/** What a ledger says. "Saved" needs a connection that has synchronised, and every change confirmed. */
export function saveStateOf(ledger: SaveLedger): SaveState {
  const unsaved = ledger.made - ledger.durable;
  switch (ledger.link) {
    case 'connecting':
    case 'open':
      return { state: 'connecting' };
    case 'synced':
      return unsaved === 0 ? { state: 'saved' } : { state: 'saving', unsaved };
    case 'closed':
      return { state: 'offline', unsaved };
    case 'refused':
      return { state: 'refused', why: ledger.why, unsaved };
  }
}

/** The save state in words, for the header. Never says saved before it is. */
export function saveWords(save: SaveState, writes: boolean): string {
  switch (save.state) {
    case 'connecting':
      return 'Connecting …';
    case 'saved':
      return writes ? 'All changes saved' : 'Up to date';
    case 'saving':
      return 'Saving …';
    case 'offline':
      return save.unsaved === 0 ? 'Offline: trying again' : `Offline: ${count(save.unsaved)} kept here, not yet saved`;
    case 'refused':
      return save.unsaved === 0 ? 'Disconnected' : `Not saved: ${count(save.unsaved)}`;
  }
}

function count(unsaved: number): string {
  return unsaved === 1 ? '1 change' : `${unsaved} changes`;
}
