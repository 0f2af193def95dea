import { expect, test } from '@jest/globals';
import { parseCorpus } from '../../corpus/parse-corpus';
import { trainingFile } from '../../corpus/training-file';

const mails = (text: string) => parseCorpus(Buffer.from(text)).mails;
const bare = { share: 0, outOfScope: [] };
const corpus = mails('IRA,"Roth\nHow  much, please?\n\nAnn ""Nan"" Lee"\n401K,match?\n');

test('the training file has one line per mail and reads back as the same mails', () => {
  const { text } = trainingFile(corpus, bare);
  expect(text).toBe('401K,"match?"\nIRA,"Roth How much, please? Ann ""Nan"" Lee"\n');
  expect(mails(text).map(({ body }) => body)).toEqual(['match?', 'Roth How much, please? Ann "Nan" Lee']);
});

test('order of rows, line ends and spacing teach nothing new, a word does', () => {
  const same = mails('401K,match?\r\nIRA,"Roth\r\nHow much,  please?\r\n\r\nAnn ""Nan"" Lee"\r\n');
  const other = mails('401K,match!\nIRA,"Roth\nHow much, please?\nAnn ""Nan"" Lee"\n');
  expect(trainingFile(same, bare)).toEqual(trainingFile(corpus, bare));
  expect(trainingFile(other, bare).text).not.toBe(trainingFile(corpus, bare).text);
});

test('the rows of a wrapped corpus are the same in whatever order the mails stand', () => {
  const wrapped = { share: 1, outOfScope: ['401K'] };
  expect(trainingFile([...corpus].reverse(), wrapped)).toEqual(trainingFile(corpus, wrapped));
  expect(trainingFile(corpus, wrapped).text).not.toBe(trainingFile(corpus, bare).text);
});
