import type { CategoryList } from '../../config/categories';
import { ConfigError } from '../../config/fault';
import { augmentationOf } from '../../corpus/augmentation/augment';
import { corpusFile, readCorpus } from '../../corpus/read-corpus';
import { trainingFaults } from '../../corpus/training-faults';
import { trainingFile } from '../../corpus/training-file';
import { DEFAULT_MAX_CHARACTERS } from '../../lambda/email-text';
import { builtFile, sha256 } from './built-file';

/** The normalised corpus as a file of its own. */
export interface CorpusFile {
  readonly path: string;
  /** SHA-256 of its content, hex. */
  readonly hash: string;
}

/**
 * Reads, checks and normalises the training corpus below `root`.
 * @param maxCharacters where the function of the environment cuts a mail, and so the mails that its model learns
 * @throws {ConfigError} with every reason why Comprehend could not train a model from it
 */
export function writeCorpusFile(
  root: string,
  categories: CategoryList,
  maxCharacters = DEFAULT_MAX_CHARACTERS,
): CorpusFile {
  const { file, bytes } = builtFile({
    ...{
      root,
      name: 'training.csv',
      data: JSON.stringify([maxCharacters, categories.categories.map(({ label, queue }) => [label, queue === null])]),
    },
    sources: [corpusFile('training'), 'corpus', 'classifier', 'lambda'],
    build: () => {
      const mails = readCorpus(root, 'training');
      const corpus = trainingFile(mails, augmentationOf(categories), maxCharacters);
      const faults = trainingFaults(corpusFile('training'), mails, corpus, categories);
      if (faults.length > 0) throw new ConfigError(faults);
      return Buffer.from(corpus.text);
    },
  });
  return { path: file, hash: sha256(bytes, 'hex') };
}
