/** Says that a page is alive, so that no other page of the same person takes its unsent changes for left behind. */
export interface TabLocks {
  /** Holds a name until the page ends or lets go. */
  hold(name: string): { release(): void };
  /** Whether no page that is alive holds a name; if so it is held from now on. */
  takeOver(name: string): Promise<boolean>;
}

/**
 * Locks of the browser, which end with the page that holds them, also where it crashes. Without them (a page that is not served
 * securely) everything counts as left behind: to send changes twice does no harm, since the server knows them by their ids.
 */
export function tabLocks(locks: LockManager | undefined): TabLocks {
  if (locks === undefined) return { hold: () => ({ release: () => undefined }), takeOver: () => Promise.resolve(true) };
  const held = (name: string, options: LockOptions, onGranted: (isFree: boolean) => void): { release(): void } => {
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
        held(name, { ifAvailable: true }, resolve);
      }),
  };
}
