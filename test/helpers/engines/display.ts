// A virtual X display, for browsers that have no headless mode.
import { startProcess } from './processes.ts';

/** Starts Xvfb on a display number that nobody uses. */
export const openDisplay = async (xvfbPath: string): Promise<{ name: string; close(): Promise<void> }> => {
  // Xvfb looks for a free number itself and writes it to this descriptor: https://www.x.org/releases/current/doc/man/man1/Xserver.1.xhtml
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const xvfb = startProcess(xvfbPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = new Promise<string>((resolve) => {
    let text = '';
    xvfb.child.stdio[3]?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  const failed = xvfb.ended.then((how) => Promise.reject(new Error(how)));
  return { name: `:${await Promise.race([number, failed])}`, close: xvfb.stop };
};
