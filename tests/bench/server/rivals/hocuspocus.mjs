// Hocuspocus with its SQLite extension, as its documentation sets it up. Plain JavaScript, since its packages and their types are only
// there once the bench has installed them.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import Database from 'better-sqlite3';

const [database, ...seeds] = process.argv.slice(2);
seed();

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  extensions: [new SQLite({ database })],
  // Observers may only read here too.
  onAuthenticate: async ({ token, connectionConfig }) => {
    connectionConfig.readOnly = token !== 'writer';
  },
});
// `listen` passes an undefined port over, but not 0, to its default of 80.
server.configuration.port = 0;
await server.listen();
process.stdout.write(`${JSON.stringify({ port: server.address.port })}\n`);

/** Puts texts into the database as the extension would have stored them: arguments `name=file`. */
function seed() {
  if (seeds.length === 0) return;
  const db = new Database(database);
  db.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))');
  const insert = db.prepare('INSERT INTO "documents" ("name", "data") VALUES (?, ?)');
  for (const one of seeds) {
    const at = one.indexOf('=');
    insert.run(one.slice(0, at), readFileSync(one.slice(at + 1)));
  }
  db.close();
}
