/** How long a test waits for what it expects, in milliseconds: also on a busy machine, behind a connection that is tried again. */
export const PATIENCE = 60_000;
