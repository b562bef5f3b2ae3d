import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
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
