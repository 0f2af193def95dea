process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'; // engines say which Node we support

// ESM-only packages that tests load through CommonJS: swc turns them into it.
const ESM_ONLY = [
  'csv-parse',
  ...['htmlparser2', 'entities', 'domhandler', 'domutils', 'dom-serializer', 'domelementtype'],
  ...['execa', '@sindresorhus/merge-streams', '@sec-ant/readable-stream', 'figures', 'get-stream', 'human-signals'],
  ...['is-plain-obj', 'is-stream', 'is-unicode-supported', 'npm-run-path', 'parse-ms', 'path-key', 'pretty-ms'],
  ...['strip-final-newline', 'unicorn-magic', 'yoctocolors'],
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testTimeout: 600_000, // ends a test that hangs; no test is about speed, and a machine may be very busy
  maxWorkers: '100%', // the default leaves a core idle: half of a small machine
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Slower proofs (real Terraform, a browser, thousands of mails) are started by .ci/run.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/terraform/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/storm/',
  ],
  // The package names its file for `import` alone, and Jest resolves as `require` does.
  moduleNameMapper: { '^unicorn-magic$': '<rootDir>/node_modules/unicorn-magic/node.js' },
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.build'],
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${ESM_ONLY.join('|')})/)`],
};
