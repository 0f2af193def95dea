import fast from './jest.config.mjs';

/**
 * The proofs that `npm test` leaves out: real Terraform, a browser, thousands of mails. `.ci/run` runs them one after the other.
 * @type {import('jest').Config}
 */
export default {
  ...fast,
  testMatch: ['terraform', 'browser', 'storm'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/terraform/nightly/'],
  maxWorkers: 1,
};
