// The framework folders of examples/: where they are, what they build, and where their shops send to.
import { join } from 'node:path';

interface Facts {
  /** Where its build lies. */
  output: string;
  /** A server renders its pages, or has rendered them. */
  isServerRendered?: true;
}

export const frameworks = {
  react: { output: 'dist' },
  vue: { output: 'dist' },
  svelte: { output: 'dist' },
  next: { output: '.next', isServerRendered: true },
  nuxt: { output: '.output', isServerRendered: true },
  astro: { output: 'dist', isServerRendered: true },
} satisfies Record<string, Facts>;

export type Framework = keyof typeof frameworks;

export const projectFolder = join(import.meta.dirname, '../../..');

/** What is known of each. */
export const factsOf = (name: Framework): Facts => frameworks[name];

export const folderOf = (name: Framework): string => join(projectFolder, 'examples', name);

/** Where the builds send to: a name that nobody has (RFC 6761), so that one build serves tests on any port. */
export const collectorUrl = 'http://collector.test/e';
