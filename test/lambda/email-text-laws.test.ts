import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_MAX_CHARACTERS, emailText, MAX_TEXT_BYTES } from '../../lambda/email-text';
import { looksLikeHtml } from '../../lambda/text/html-to-lines';
import { arbitraryMailText } from '../support/arbitrary-mail';

describe('the text of any mail', () => {
  test('is one line of whole characters that Comprehend accepts', () => {
    fc.assert(
      fc.property(arbitraryMailText, arbitraryMailText, (subject, body) => {
        const text = emailText(subject, body);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}]| {2}|^ | $/u);
        expect(text).toBe(text.normalize('NFC'));
      }),
      { numRuns: 1_000 },
    );
  });

  test('is not empty when the mail has a word', () => {
    fc.assert(
      fc.property(arbitraryMailText, (body) => {
        fc.pre(/[\p{L}\p{N}]/u.test(body) && !looksLikeHtml(body));
        expect(emailText('', body)).toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  test('does not depend on how lines end', () => {
    fc.assert(
      fc.property(arbitraryMailText, (body) => {
        const unix = body.replace(/\r\n?/g, '\n');
        expect(emailText('', unix.replace(/\n/g, '\r\n'))).toBe(emailText('', unix));
      }),
    );
  });

  test('is as long as it may be when the mail is longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (subject) => {
        const text = emailText(subject, '😀'.repeat(5_000), MAX_TEXT_BYTES);
        expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_TEXT_BYTES - 4);
        expect(emailText(subject, '😀'.repeat(5_000)).length).toBeGreaterThanOrEqual(DEFAULT_MAX_CHARACTERS - 1);
      }),
    );
  });
});

/** A pattern or a parser that looks at the same place again and again would need minutes for these. */
describe('a megabyte made to take long is read like any other:', () => {
  const repeated = (piece: string) => piece.repeat(1_000_000 / piece.length);
  test.each([
    ['open tags', repeated('<b>')],
    ['tags that are never opened', repeated('<b>').slice(0, 30_000) + repeated('</i>')],
    ['tags that are never closed', repeated('<a ')],
    ['open quotes', repeated('<blockquote>')],
    ['open frames', repeated('<div class="gmail_quote">x')],
    ['entities', `<p>${repeated('&amp')}`],
    ['quotation marks', repeated('>')],
    ['blanks', `a${repeated(' ')}b`],
    ['blank lines', repeated('On Mon 10:15 wrote:\n\n')],
    ['introductions that never end', repeated('On 4 Mar a@b 10:15 ')],
    ['first lines of introductions', repeated('On 4 Mar a@b 10:15\n')],
    ['addresses', repeated('<a@b.c>')],
    ['introductions without a date', repeated('wrote: a <a@b> wrote:\n')],
    ['first lines of header blocks', repeated('From: a\n')],
    ['forward markers', repeated('---- Forwarded message ----\n')],
    ['rules', repeated('-')],
    ['farewells', repeated('Thanks\n')],
    ['prefixes', repeated('Re:')],
    ['accents', `e${repeated('\u0301')}`],
    ['control characters', repeated('\u0000')],
    ['half characters', repeated('\ud83d')],
    ['points of a list', repeated('> a\n')],
    ['marks of two classes', `a${repeated('\u0301\u0316')}`],
    ['paragraphs in an open frame', `<div class="gmail_quote">${repeated('<p>a')}`],
    ['encoded lines', repeated(`${'A'.repeat(76)}\n`)],
    ['armour', repeated('-----BEGIN PGP MESSAGE-----\n')],
    ['whole header blocks', repeated('From: a@b.co\nDate: 1/1/2024 10:00\nTo: x\nSubject: y\n')],
    ['forms', repeated('Name: a\nE-mail: a@b.co\nMessage: x\n')],
    ['clauses of thanks', repeated('thanks and ')],
    ['numbers', repeated('1234567 ')],
    ['hidden elements', repeated('<div style="display:none">x')],
    ['style sheets', repeated('<style>@media{')],
  ])('%s', (_, mail) => {
    expect(Buffer.byteLength(emailText(mail, mail))).toBeLessThanOrEqual(MAX_TEXT_BYTES);
  });
});
