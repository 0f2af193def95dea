import fast from './jest.config.mjs';

/**
 * The proofs that `npm test` leaves out: real Terraform, a browser, thousands of mails. `.ci/run` runs them, three files at a time: most of them wait for Terraform.
 * @type {import('jest').Config}
 */
export default {
  ...fast,
  testMatch: ['terraform', 'browser', 'storm'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/terraform/nightly/'],
  maxWorkers: 3,
};
