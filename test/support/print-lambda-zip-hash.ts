import { createHash } from 'node:crypto';
import { lambdaZip } from '../../stacks/artifacts/lambda-bundle';
import { CATEGORIES } from './lambda-environment';

// Run by a test in a process of its own, with another time zone.
process.stdout.write(createHash('sha256').update(lambdaZip(process.cwd(), CATEGORIES)).digest('base64'));
