import { joinText, type LabelledMail } from '../labelled-mail';
import { words } from '../words';
import { excerpt, type Finding } from './finding';
import { personalData } from './personal-data';
import { textFaults } from './text-faults';

/** ClassifyDocument takes 10 KB of UTF-8 (developer guide, "Inputs for real-time custom analysis"). */
const MOST_BYTES = 10_000;

/** What is wrong with a row by itself. */
export function rowFindings(file: string, mails: readonly LabelledMail[]): Finding[] {
  return mails.flatMap((mail): Finding[] => {
    const text = joinText(mail);
    const place = { file, line: mail.line };
    if (text.trim() === '') {
      const message = 'the mail is empty';
      return [{ severity: 'error', rule: 'empty', ...place, message, remedy: 'remove the row, or write a text' }];
    }
    return [...sizeFindings(text, place), ...textFindings(text, place), ...personalFindings(text, place)];
  });
}

type Place = Pick<Finding, 'file' | 'line'>;

function sizeFindings(text: string, place: Place): Finding[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    const message = `the mail has ${bytes} bytes; Comprehend is sent ${MOST_BYTES} at most, the rest is cut off`;
    const remedy = 'shorten it to what a customer would write';
    return [{ severity: 'warning', rule: 'too-long', ...place, message, remedy }];
  }
  if (words(text).length > 0) return [];
  const message = `the mail holds no word: ${excerpt(text)}`;
  return [{ severity: 'warning', rule: 'empty', ...place, message, remedy: 'remove it: nothing is learnt from it' }];
}

function textFindings(text: string, place: Place): Finding[] {
  return textFaults(text).map(({ message, ...fault }) => ({
    severity: 'error',
    ...fault,
    ...place,
    message: `the mail ${message}`,
  }));
}

function personalFindings(text: string, { file, line: row }: Place): Finding[] {
  return personalData(text).map(({ what, severity, masked, line }) => ({
    severity,
    rule: 'personal-data',
    file,
    line: row + line,
    message: `holds ${what}: ${masked}`,
    remedy: 'say it in words ("my account number"): the file is uploaded and a model is made of it',
  }));
}
