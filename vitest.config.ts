// Kinds of proof: rooms on their own, the package as it ships, real browsers, several machines, and frameworks.
import { defineConfig } from 'vitest/config';

/** These say when something must have happened, or kill what it happens in. */
const touchy = ['delivery', 'faults', 'lifecycle', 'vitals'].map((name) => `test/browser/${name}.test.ts`);

const patience = { testTimeout: 60_000, hookTimeout: 60_000 };
/** They wait more than they work, so that two at a time are not too many for two cores. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const aloneAs = (groupOrder: number) => ({ maxWorkers: 1, sequence: { groupOrder } });

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          environment: 'happy-dom',
          testTimeout: 20_000,
          ...together,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          environment: 'node',
          ...patience,
          ...together,
        },
      },
      {
        test: {
          name: 'pages',
          include: ['test/browser/**/*.test.ts'],
          exclude: touchy,
          environment: 'node',
          ...patience,
          ...together,
        },
      },
      {
        test: {
          name: 'browser',
          include: touchy,
          environment: 'node',
          ...patience,
          // Browsers that share two cores with one another show races that no visitor has.
          ...aloneAs(1),
        },
      },
      {
        test: {
          name: 'distributed',
          include: ['test/distributed/**/*.test.ts'],
          environment: 'node',
          ...patience,
          // Seven servers at once, some of which are killed.
          ...aloneAs(2),
        },
      },
      {
        test: {
          name: 'frameworks',
          include: ['test/frameworks/**/*.test.ts'],
          environment: 'node',
          ...patience,
          // Six builds and six servers.
          ...aloneAs(3),
        },
      },
    ],
  },
});
