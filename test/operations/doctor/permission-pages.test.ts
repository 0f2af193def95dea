import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { awsPermissionsPage, genesysPermissionsPage } from '../../../operations/doctor/permission-pages';

/** `UPDATE_PAGES=1 npx jest test/operations/doctor/permission-pages` writes them anew. */
test.each([
  ['docs/aws-permissions.md', awsPermissionsPage()],
  ['docs/genesys-permissions.md', genesysPermissionsPage()],
])('%s is what the doctor looks for', (file, page) => {
  if (process.env['UPDATE_PAGES'] === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
