// How the load generator sends: over kept connections, as cheaply as Node can, so that it measures the collector.
import { Agent, request } from 'node:http';

export interface Sender {
  /** Resolves with the status; `0` when no answer came. */
  post(batch: { body: string | Buffer }): Promise<number>;
  close(): void;
}

const userAgent = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

/** @param connections to one collector, at most */
export const createSender = (url: string, connections = 64): Sender => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const options = {
    agent,
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': userAgent },
  };
  return {
    post: ({ body }) =>
      new Promise((resolve) => {
        request(`${url}/e`, options, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', () => resolve(0));
        })
          .on('error', () => resolve(0))
          .end(body);
      }),
    close: () => agent.destroy(),
  };
};
