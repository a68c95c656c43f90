// Three nodes of the log on one machine, and what each of them says of a stream.
import { join } from 'node:path';
import { findFreePorts } from '../helpers/free-ports.ts';
import { createProgram, isAnswering, type Server } from './program.ts';

const configuration = join(import.meta.dirname, '../../examples/collector/distributed/log-node.conf');

export interface LogNode extends Server {
  name: string;
  url: string;
  /** What this node itself says of a stream, which may be behind what the leader says of it. */
  readStream(
    stream: string,
  ): Promise<{ messages: number; bytes: number; lastSequence: number; leader: string } | undefined>;
}

interface StreamDetail {
  name: string;
  state: { messages: number; bytes: number; last_seq: number };
  cluster?: { leader?: string };
}

/** Three nodes with empty directories, which end with the test run. */
export const createLogNodes = async (program: string, directory: string): Promise<LogNode[]> => {
  const ports = await findFreePorts(9);
  const addressOf = (index: number) => `127.0.0.1:${ports[index]}`;
  const routes = `[${[2, 5, 8].map((index) => `nats://${addressOf(index)}`).join(',')}]`;
  return [0, 1, 2].map((number) => {
    const name = `node-${number + 1}`;
    const [listen, monitor, cluster] = [0, 1, 2].map((offset) => addressOf(number * 3 + offset)) as [
      string,
      string,
      string,
    ];
    const server = createProgram({
      name,
      command: program,
      args: ['-c', configuration],
      environment: {
        NODE_NAME: name,
        NODE_LISTEN: listen,
        NODE_MONITOR: monitor,
        NODE_CLUSTER: cluster,
        NODE_ROUTES: routes,
        NODE_DATA: join(directory, name),
      },
      // Its health depends on the others, so that a first node would never be well.
      isReady: () => isAnswering(`http://${monitor}/varz`),
    });
    return {
      ...server,
      name,
      url: `nats://${listen}`,
      readStream: async (stream) => {
        const answer = await fetch(`http://${monitor}/jsz?streams=true`);
        const { account_details: accounts = [] } = (await answer.json()) as {
          account_details?: { stream_detail?: StreamDetail[] }[];
        };
        const found = accounts.flatMap((account) => account.stream_detail ?? []).find(({ name }) => name === stream);
        return (
          found && {
            messages: found.state.messages,
            bytes: found.state.bytes,
            lastSequence: found.state.last_seq,
            leader: found.cluster?.leader ?? '',
          }
        );
      },
    };
  });
};
