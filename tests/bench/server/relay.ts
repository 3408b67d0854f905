import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The limit: passes each frame to everybody else in its room and knows nothing of what it holds. What a server adds to this is what
 * it costs. Run as a process of its own; prints its port as one JSON line.
 */
const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket, request) => {
  const name = request.url ?? '/';
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room.add(socket));
  socket.on('message', (frame) => {
    for (const other of room) if (other !== socket && other.readyState === other.OPEN) other.send(frame);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => room.delete(socket));
});

server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
