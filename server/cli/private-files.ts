/** From now on what this program writes is its owner's alone: store, key, socket, backups. */
export function keepFilesPrivate(): void {
  process.umask(0o077);
}
