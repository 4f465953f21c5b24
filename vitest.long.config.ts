import { defineConfig } from 'vitest/config'

/** The longer proofs: crash loops and the like, bounded in time. `npm run test:long`; CI runs them too. */
export default defineConfig({
  test: {
    reporters: ['default', './test/reporters/told.ts'],
    include: ['test/long/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
