import { createHash } from 'node:crypto';
import { packClassifier } from '../../classifier/stored-model';
import { trainClassifier } from '../../classifier/train-classifier';
import { readCorpus } from '../../corpus/read-corpus';
import { emailText } from '../../lambda/email-text';

// Run by a test with other versions of Node: trains on every second mail of the corpus and prints the hash of the weights.
const rows = readCorpus(process.cwd(), 'training')
  .filter((_, index) => index % 2 === 0)
  .map(({ label, subject, body }) => ({ label, text: emailText(subject, body) }));
process.stdout.write(
  createHash('sha256')
    .update(packClassifier(trainClassifier(rows).data))
    .digest('hex'),
);
