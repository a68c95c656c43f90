// Finds the servers for the distributed tests, installs what is missing where it can, and says how things stand.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findServer, isNamed, type ServerName } from './find.ts';

const names: readonly ServerName[] = ['nats-server', 'clickhouse-server'];
const installTimeoutMs = 10 * 60_000;
const versionTimeoutMs = 20_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

const run = (command: string, args: readonly string[], timeout: number) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    timeout,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return { isFine: status === 0, output: `${stdout ?? ''}${stderr ?? ''}` };
};

const apt = (...args: string[]) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=500', ...args], installTimeoutMs);

/** Debian's packages are named as the programs. Their services are for machines with an init system; none is started. */
const install = (missing: readonly ServerName[]) => {
  apt('update');
  for (const name of missing) {
    say(`${name}: installing it with apt-get …`);
    const { isFine, output } = apt('install', '-y', '--no-install-recommends', name);
    if (!isFine) say(`${name}: apt-get failed:\n${output.trim().split('\n').slice(-4).join('\n')}`);
  }
};

const isMissing = (name: ServerName) => 'missing' in findServer(name) && !isNamed(name);

const before = names.filter(isMissing);
if (before.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(before);
for (const name of names) {
  const found = findServer(name);
  if ('missing' in found) {
    say(`${name}: skipped: ${found.missing}; on Debian: apt-get install ${name}`);
    continue;
  }
  const { isFine, output } = run(found.where, ['--version'], versionTimeoutMs);
  const version = /\d+\.\d[\w.]*/.exec(output)?.[0];
  if (isFine)
    say(`${name}: ${before.includes(name) ? 'installed' : 'found'}: ${found.where}${version ? ` (${version})` : ''}`);
  else say(`${name}: broken: it does not start: ${output.trim().split('\n').at(-1)}`);
}
