import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Another address of the portal, to which bytes travel as slowly as a test says, on any machine. */
export interface SlowLine {
  url: string;
  /** How fast each connection carries bytes to the portal from now on; null is as fast as it can. */
  setBytesPerSecond(rate: number | null): void;
  close(): Promise<void>;
}

const stepMs = 50;

/** Opens a line to the portal at `target`; what the portal answers comes back at full speed. */
export async function openSlowLine(target: string): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  let bytesPerSecond: number | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      // Either end may hang up whenever it likes.
      socket.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    far.pipe(near);
    void carry(near, far).catch(() => far.destroy());
  });
  async function carry(near: Socket, far: Socket): Promise<void> {
    for await (const chunk of near) {
      const bytes: Buffer = chunk; // a socket without an encoding gives buffers
      let sent = 0;
      while (sent < bytes.length) {
        const step = bytesPerSecond === null ? bytes.length : Math.ceil((bytesPerSecond * stepMs) / 1000);
        const part = bytes.subarray(sent, sent + step);
        if (!far.write(part)) await once(far, 'drain');
        sent += part.length;
        // Less than a step is a request like any other, not a file.
        if (bytesPerSecond !== null && part.length === step) await sleep(stepMs);
      }
    }
    far.end();
  }
  server.listen(0, hostname);
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://${hostname}:${own}`,
    setBytesPerSecond(rate) {
      bytesPerSecond = rate;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
