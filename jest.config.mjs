// ESM-only packages that tests load through CommonJS: swc turns them into it.
const ESM_ONLY = ['csv-parse', 'htmlparser2', 'entities', 'domhandler', 'domutils', 'dom-serializer', 'domelementtype'];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testTimeout: 60_000, // many tests start processes, and a machine may be busy: no test is about speed
  maxWorkers: '100%', // the default leaves a core idle: half of a small machine
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Slower proofs (real Terraform, a browser, thousands of mails) are started by .ci/run.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/terraform/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/storm/',
  ],
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.build'],
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ESM_ONLY.join('|')})/)`],
};
