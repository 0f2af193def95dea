import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MailFileError, mailFiles, readMailFile, routeFiles } from '../../sandbox/route-files';
import { smallDeployment } from '../support/small-deployment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const MAIL = 'From: Ann <ann@example.com>\r\nSubject: 401k\r\n\r\nHow do I roll over?\r\n';

describe('a file that is no mail is refused by the name of what it is', () => {
  test.each<[string, Buffer, RegExp]>([
    [
      'mail.msg',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /an Outlook message \(\.msg\); save it/,
    ],
    ['a.pdf', Buffer.from('%PDF-1.7\nSubject: x\n'), /it is a PDF/],
    ['a.docx', Buffer.from('PK\x03\x04 From: x'), /Office document/],
    ['a.eml', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)), /binary data/],
    ['empty.eml', Buffer.alloc(0), /it is empty/],
    ['a.txt', Buffer.from('How do I roll over my 401k?\n'), /text without the headers/],
    ['a.html', Buffer.from('<!DOCTYPE html><p>From: x'), /an HTML page/],
    ['a.json', Buffer.from('{"subject": "x"}'), /JSON/],
    [
      'a.mbox',
      Buffer.from(`From a@b.test Mon\nSubject: x\n\none\n\nFrom a@b.test Mon\nSubject: y\n\ntwo\n`),
      /several mails/,
    ],
  ])('%s', async (name, content, why) => {
    const path = file(name, content);
    const error = await readMailFile(path, '').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(MailFileError);
    expect(error).toMatchObject({ message: expect.stringMatching(why) });
    expect(error).toMatchObject({ message: expect.stringContaining(path) });
  });
});

test('files are mails whatever the case of their ending', () => {
  file('A.EML', MAIL);
  file('b.Eml', MAIL);
  file('c.txt', MAIL);
  expect(mailFiles(folder)).toEqual([join(folder, 'A.EML'), join(folder, 'b.Eml')]);
});

test('one file that is no mail stops none of the others', async () => {
  const paths = [file('a.eml', MAIL), file('b.eml', '%PDF-1.7'), file('c.eml', MAIL)];
  const ends: string[] = [];
  const deployment = smallDeployment({ callDataAction: async () => ({ kind: 'timeout' }) });
  for await (const { settlement } of routeFiles(deployment, paths)) {
    ends.push(settlement instanceof MailFileError ? settlement.name : (settlement.queue ?? ''));
  }
  expect(ends).toEqual(['GeneralSupport', 'MailFileError', 'GeneralSupport']);
});
