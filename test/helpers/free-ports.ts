// Ports that nobody listens on, for programs that want to be told theirs.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** All are held until the last is found, so that none is found twice. */
export const findFreePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};
