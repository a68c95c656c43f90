// A framework folder as it is served: by its own script, on a free port, in a process that ends with the test.
import { startProcess } from '../engines/processes.ts';
import { findFreePorts } from '../free-ports.ts';
import { type Framework, folderOf } from './folder.ts';
import { environment, npm } from './npm.ts';

export interface ServedShop {
  /** Without a slash at the end. */
  url: string;
  /** Everything it has printed. */
  said(): string;
  close(): Promise<void>;
}

const startTimeoutMs = 60_000;

/**
 * Resolves once it has printed its address and answers there.
 * @param script of its package: `start` serves what was built, `dev` the sources
 */
export const serveFramework = async (name: Framework, script: 'start' | 'dev'): Promise<ServedShop> => {
  const [port] = await findFreePorts(1);
  const url = `http://localhost:${port}`;
  const { child, ended, kill } = startProcess(npm, ['run', '--silent', script], {
    cwd: folderOf(name),
    env: environment({ PORT: `${port}` }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ending = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  ended.then((sentence) => {
    ending = sentence;
  });
  const isUp = () =>
    said.includes(`:${port}`) &&
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isUp())) {
    if (ending || Date.now() > deadline) {
      await kill();
      throw new Error(`${name}: ${ending || 'did not start in time'}:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, said: () => said, close: kill };
};
