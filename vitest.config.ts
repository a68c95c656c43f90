// Kinds of proof: rooms on their own, the package as it ships, real browsers, several machines, and frameworks.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          environment: 'happy-dom',
        },
      },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      {
        test: {
          name: 'distributed',
          include: ['test/distributed/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Seven servers at once, some of which are killed: alone, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'frameworks',
          include: ['test/frameworks/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          // Six builds and six servers, with nothing beside them.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Browsers that share two cores with one another show races that no visitor has.
          fileParallelism: false,
        },
      },
    ],
  },
});
