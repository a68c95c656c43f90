// An HTTP server with bounds: slow senders are cut off, and closing ends within seconds.
import Fastify, { type FastifyInstance } from 'fastify';

/**
 * No access log: addresses and user agents are written nowhere.
 * @param closingMs how long a closing server waits for requests that have begun, before it cuts them off
 * @param requestTimeoutMs how long a request may take to arrive
 */
export const createHttpServer = ({ closingMs = 5_000, requestTimeoutMs = 10_000 } = {}): FastifyInstance => {
  const server = Fastify({
    logger: false,
    // What still comes in by an open connection is served: a page that cannot read the answer would take a 503 for a success.
    return503OnClosing: false,
    bodyLimit: 64 * 1024,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 5 },
    routerOptions: { maxParamLength: 200 },
  });
  server.addHook('preClose', async () => {
    setTimeout(() => server.server.closeAllConnections(), closingMs).unref();
  });
  return server;
};

/**
 * Starts listening.
 * @returns the address, without a slash at the end
 * @throws an error whose message says which port is taken and how to choose another
 */
export const listenOn = async (server: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> => {
  try {
    await server.listen({ port, host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm run demo`,
      );
    }
    if (code === 'EACCES')
      throw new Error(`Port ${port} needs more rights. Choose one above 1023: PORT=4600 npm run demo`);
    throw error;
  }
  const address = server.server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${actualPort}`;
};
