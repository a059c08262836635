import { defineConfig } from 'vitest/config';

/** `exercises` is what a student runs (`npm test`); `project` is everything that keeps Ouroboros itself true. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'exercises',
          include: ['exercises/[0-9][0-9]-*/*.test.ts'],
          pool: 'threads',
        },
      },
      {
        test: {
          name: 'project',
          globalSetup: 'grader/build/ensure-built.mjs',
          include: ['{exercises/kit,reference,solutions,grader,reports}/**/*.test.ts', '*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
