import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** Readers in the middle of a file get this long to finish. */
const defaultGraceMs = 10_000;

/**
 * Makes a server that can be ended without cutting anybody off. Node's own `close` counts a connection as idle while the
 * end of an answer still waits to be sent, and drops it.
 * @returns ends the server: no new connections, open answers are sent to their end, for `graceMs` at most; settles when
 * nobody is connected any more
 */
export function prepareGracefulStop(server: Server, graceMs = defaultGraceMs): () => Promise<void> {
  const openAnswers = new Map<Socket, number>();
  let isStopping = false;
  const count = (socket: Socket, change: number) => {
    const open = (openAnswers.get(socket) ?? 0) + change;
    if (openAnswers.has(socket)) openAnswers.set(socket, open);
    if (isStopping && open === 0) socket.end();
  };
  server.on('connection', (socket: Socket) => {
    openAnswers.set(socket, 0);
    socket.once('close', () => openAnswers.delete(socket));
  });
  server.on('request', (req, res) => {
    count(req.socket, 1);
    res.once('close', () => count(req.socket, -1));
  });
  return () =>
    new Promise((resolve) => {
      isStopping = true;
      const impatient = setTimeout(() => server.closeAllConnections(), graceMs);
      NetServer.prototype.close.call(server, () => {
        clearTimeout(impatient);
        resolve();
      });
      for (const [socket, open] of openAnswers) if (open === 0) socket.end();
    });
}
