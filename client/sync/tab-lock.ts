/** A name that is held until the page ends or lets go. */
export interface Hold {
  release(): void;
}

/** Says that unsent changes are in the hands of a page that is alive, so that nobody else takes them for left behind. */
export interface TabLocks {
  hold(name: string): Hold;
  /** Holds a name that nobody holds; null where somebody does, be it this very page. */
  takeOver(name: string): Promise<Hold | null>;
}

const FREE: Hold = { release: () => undefined };

/**
 * Locks of the browser, which end with the page that holds them, also where it crashes. Without them (a page that is not served
 * securely) everything counts as left behind: to send changes twice does no harm, since the server knows them by their ids.
 */
export function tabLocks(locks: LockManager | undefined): TabLocks {
  if (locks === undefined) return { hold: () => FREE, takeOver: () => Promise.resolve(FREE) };
  const held = (name: string, options: LockOptions, onGranted: (isFree: boolean) => void): Hold => {
    let release: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = locks.request(name, options, (lock) => {
      onGranted(lock !== null);
      return lock === null ? undefined : until;
    });
    asked.catch(() => onGranted(true));
    return { release };
  };
  return {
    hold: (name) => held(name, {}, () => undefined),
    takeOver: (name) =>
      new Promise((resolve) => {
        const hold = held(name, { ifAvailable: true }, (isFree) => resolve(isFree ? hold : null));
      }),
  };
}
