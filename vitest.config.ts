import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/**
 * One order on every machine, for the database tests share a database: from z to a, so that those that look at all of it
 * (mutation, isolation) come before those that fill it (imports).
 */
class FromZ extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => other.moduleId.localeCompare(one.moduleId))
  }
}

/** Two projects: `unit` needs nothing, `database` needs the embedded stack (supabase/tests/setup.ts starts it once). */
export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    sequence: { sequencer: FromZ },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['lib/**/*.test.ts', 'bin/**/*.test.ts', 'app/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['supabase/tests/**/*.test.ts'],
          globalSetup: ['supabase/tests/setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
