import type { Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * A server that closes ends with its last answer. Node waits on for every line on which nothing was asked yet, half a
 * minute and more: browsers keep such lines ready, and anybody may open one and be silent.
 */
export function endWithLastAnswer(app: FastifyInstance): void {
  const server: Server = app.server;
  const lines = new Set<Socket>();
  let running = 0;
  let isClosing = false;
  const endIfIdle = (): void => {
    if (isClosing && running === 0) for (const line of lines) line.destroy();
  };
  // The line below TLS: one whose handshake never ends is held, too.
  server.on('connection', (line: Socket) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
    endIfIdle();
  });
  server.on('request', (_, answer: ServerResponse) => {
    running += 1;
    answer.once('close', () => {
      running -= 1;
      endIfIdle();
    });
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    endIfIdle();
  });
}

/** Who was answered before all was sent has so long to read the answer, and this much is still taken of what comes. */
const LINGER_MS = 1_000;
const LINGER_BYTES = 2 ** 20;
const LOOK_MS = 20;

/**
 * Nothing is read on of a request that was answered before it was whole. Node takes in what comes, however much, to keep
 * the line; here the line ends as soon as the answer can have been read.
 */
export function readOnNothingRefused(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => {
    const { socket } = raw;
    // What the server asks itself comes over no line.
    if (raw.complete || !(socket instanceof Socket)) return;
    const before = socket.bytesRead;
    const end = performance.now() + LINGER_MS;
    const looking = setInterval(() => {
      if (raw.complete || socket.destroyed) clearInterval(looking);
      else if (performance.now() > end) socket.destroy();
      else if (socket.bytesRead - before > LINGER_BYTES) socket.pause();
    }, LOOK_MS).unref();
  });
}
