import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The limit: passes each frame to everybody else in its room and knows nothing of what it holds. What a server adds to this is what
 * it costs. With the path of a file, each frame is on the disk before anybody hears of it: the limit of whoever does not lose what was said.
 * Run as a process of its own; prints its port as one JSON line.
 */
const [path] = process.argv.slice(2);
const log = path === undefined ? null : openSync(path, 'w');
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket, request) => {
  const name = request.url ?? '/';
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room.add(socket));
  socket.on('message', (frame: Buffer) => {
    if (log !== null) keep(log, frame);
    for (const other of room) if (other !== socket && other.readyState === other.OPEN) other.send(frame);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => room.delete(socket));
});

function keep(file: number, frame: Buffer): void {
  writeSync(file, frame);
  fdatasyncSync(file);
}

server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
