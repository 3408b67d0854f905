import { WebSocketServer, type WebSocket } from 'ws';
import { inStore, onDisk, type Keeping } from './keeping.ts';

/**
 * The limit: passes each frame to everybody else in its room and knows nothing of what it holds. What a server adds to this is what
 * it costs. With `disk PATH` each frame is on the disk before anybody hears of it; with `store PATH TEXT=FILE …` it is recorded and
 * applied too: the limits of whoever does not lose what was said. Run as a process of its own; prints its port as one JSON line.
 */
const rooms = new Map<string, Set<WebSocket>>();
const keep = keepingOf(process.argv.slice(2));
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket, request) => {
  const name = request.url?.split('/').at(-1) ?? '';
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room.add(socket));
  socket.on('message', (frame: Buffer) => {
    keep?.(name, frame);
    for (const other of room) if (other !== socket && other.readyState === other.OPEN) other.send(frame);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => room.delete(socket));
});

function keepingOf([how, path = '', ...seeds]: readonly string[]): Keeping | null {
  if (how === 'disk') return onDisk(path);
  return how === 'store' ? inStore(path, new Map(seeds.map(seedOf))) : null;
}

function seedOf(seed: string): readonly [string, string] {
  const at = seed.indexOf('=');
  return [seed.slice(0, at), seed.slice(at + 1)];
}

server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
