import iconv from 'iconv-lite';

/** A message as bytes, and what a person reads in it. */
export interface WrittenMessage {
  readonly what: string;
  readonly raw: Buffer;
  readonly reads: {
    readonly subject?: string;
    /** Text of the body, plain or HTML, without tags and with single blanks. */
    readonly body?: string;
    readonly from?: string;
    readonly replyTo?: string;
    readonly files?: readonly string[];
  };
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const lines = (...all: readonly string[]) => all.join('\r\n');
const QUESTION = 'How do I change the beneficiary of my 529 plan to my younger son?';

/** Headers of the message's own, then its part. */
function message(head: readonly string[], body: string | Buffer): Buffer {
  const headers = ['From: Jordan <jordan@example.com>', 'To: support@acme.test', 'MIME-Version: 1.0', ...head];
  return Buffer.concat([Buffer.from(lines(...headers, '', '')), typeof body === 'string' ? Buffer.from(body) : body]);
}
const plain = (parameters: string, body: string | Buffer, ...head: readonly string[]) =>
  message(['Subject: Frage', `Content-Type: text/plain${parameters}`, ...head], body);
const multipart = (type: string, body: string) =>
  message(['Subject: Q', `Content-Type: multipart/${type}; boundary=b`], body);
const part = (type: string, body: string, ...head: readonly string[]) =>
  lines('--b', `Content-Type: ${type}`, ...head, '', body, '');

const GERMAN = 'Können wir meine 401k übertragen? Dafür bräuchte ich Ihre Hilfe.';
const encoded = (label: string, charset: string, text: string): WrittenMessage => ({
  what: `charset ${label}`,
  raw: plain(`; charset=${label}`, iconv.encode(text, charset), 'Content-Transfer-Encoding: 8bit'),
  reads: { body: text },
});

const JAPANESE = 'こんにちは、年金について';
const japaneseBytes = latin('\x1b$B$3$s$K$A$O!"G/6b$K$D$$$F\x1b(B');
const SMART = 'I’ve left my employer—the 401(k)—today. “Can I move €5,000” into an IRA…please?';

export const charsets: readonly WrittenMessage[] = [
  ...[
    'windows-1252',
    'Windows-1252',
    'cp1252',
    'x-cp1252',
    '"windows-1252"',
    'iso-8859-1',
    'ISO_8859-1:1987',
    'latin1',
    'us-ascii',
    'ANSI_X3.4-1968',
    'unknown-8bit',
    'x-nonsense',
    '"utf-8"',
    'UTF8',
  ].map((label) => encoded(label, 'windows-1252', SMART)),
  ...['utf-8', 'utf8', 'UTF-8', '"utf-8"', 'utf-8//IGNORE', 'us-ascii', 'iso-8859-1', 'x-nonsense', 'utf8mb4'].map(
    (label) => encoded(label, 'utf8', SMART),
  ),
  { what: 'undeclared Latin-1', raw: plain('', latin(GERMAN)), reads: { body: GERMAN } },
  { what: 'undeclared UTF-8', raw: plain('', GERMAN), reads: { body: GERMAN } },
  {
    what: 'undeclared Latin-1 without any MIME header',
    raw: latin(`From: a@b.test\r\nSubject: F\xfcr Sie\r\n\r\n${GERMAN}`),
    reads: { subject: 'Für Sie', body: GERMAN },
  },
  encoded('iso-8859-15', 'iso-8859-15', 'Ich möchte 5.000 € übertragen'),
  encoded('iso-8859-2', 'iso-8859-2', 'Proszę o zmianę'),
  encoded('windows-1250', 'windows-1250', 'Proszę o zmianę – dziękuję'),
  encoded('koi8-r', 'koi8-r', 'Здравствуйте, мой план'),
  encoded('windows-1251', 'windows-1251', 'Здравствуйте, мой план'),
  encoded('gb2312', 'gb18030', '您好,我的退休计划'),
  encoded('gb18030', 'gb18030', '您好,我的退休计划'),
  encoded('big5', 'big5', '您好我的退休計劃'),
  encoded('euc-kr', 'euc-kr', '안녕하세요 제 은퇴 계획'),
  encoded('ks_c_5601-1987', 'euc-kr', '안녕하세요 제 은퇴 계획'),
  encoded('shift_jis', 'cp932', JAPANESE),
  encoded('x-sjis', 'cp932', JAPANESE),
  encoded('euc-jp', 'euc-jp', JAPANESE),
  encoded('iso-8859-8-i', 'iso-8859-8', 'שלום רב'),
  encoded('tis-620', 'windows-874', 'สวัสดี'),
  encoded('utf-16', 'utf-16', SMART),
  encoded('utf-16le', 'utf-16le', SMART),
  encoded('utf-16be', 'utf-16be', SMART),
  encoded('utf-7', 'utf-7', GERMAN),
  encoded('unicode-1-1-utf-7', 'utf-7', GERMAN),
  { what: 'charset iso-2022-jp', raw: plain('; charset=iso-2022-jp', japaneseBytes), reads: { body: JAPANESE } },
  { what: 'iso-2022-jp that does not say so', raw: plain('', japaneseBytes), reads: { body: JAPANESE } },
  { what: 'charset hz-gb-2312', raw: plain('; charset=hz-gb-2312', '~{VPND~} abc'), reads: { body: '中文 abc' } },
  {
    what: 'a byte-order mark of UTF-8 under another label',
    raw: plain('; charset=iso-8859-1', `\ufeff${SMART}`),
    reads: { body: SMART },
  },
  {
    what: 'a byte-order mark of UTF-16 under the label UTF-8',
    raw: plain('; charset=utf-8', iconv.encode(SMART, 'utf-16', { addBOM: true })),
    reads: { body: SMART },
  },
  {
    what: 'C1 controls in UTF-8',
    raw: plain('; charset=utf-8', 'My 401(k)\u0097IRA and it\u0092s mine'),
    reads: { body: 'My 401(k)—IRA and it’s mine' },
  },
  {
    what: 'HTML that declares its charset in itself only',
    raw: message(['Content-Type: text/html'], iconv.encode('<meta charset="koi8-r"><p>Здравствуйте</p>', 'koi8-r')),
    reads: { body: 'Здравствуйте' },
  },
];

const headed = (what: string, subject: string, reads: string): WrittenMessage => ({
  what,
  raw: Buffer.concat([Buffer.from('From: a@b.test\r\nSubject: '), latin(subject), Buffer.from('\r\n\r\ntext')]),
  reads: { subject: reads },
});
export const headers: readonly WrittenMessage[] = [
  headed(
    'words split inside a character, the first padded',
    '=?utf-8?B?ww==?=\r\n =?utf-8?B?nGJlcnRyYWd1bmcgbWVpbmVyIDQwMWs=?=',
    'Übertragung meiner 401k',
  ),
  headed('words split inside a character, in Q', '=?UTF-8?Q?K=C3?= =?utf-8?Q?=B6nnen?=', 'Können'),
  headed('one word in Q and one in B that share a character', '=?utf-8?Q?K=C3?=\r\n\t=?utf-8?B?tm5uZW4=?=', 'Können'),
  headed('a word of windows-1252', '=?windows-1252?Q?Retirement=97what_now=3F?=', 'Retirement—what now?'),
  headed('a word of iso-8859-1 with a curly quote', '=?iso-8859-1?Q?I=92ve?=', 'I’ve'),
  headed('a word of utf-7', '=?utf-7?Q?Begl+APw-ckt?=', 'Beglückt'),
  headed('a word with a language', '=?utf-8*de?Q?F=C3=BCr?= Sie', 'Für Sie'),
  headed('a word of iso-2022-jp', '=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'),
  headed('a word of gb2312', `=?gb2312?B?${iconv.encode('退休', 'gb18030').toString('base64')}?=`, '退休'),
  headed('a word of a charset that nobody knows', '=?x-nonsense?Q?F=FCr?=', 'Für'),
  headed('a word without padding', '=?utf-8?B?RsO8cg?=', 'Für'),
  headed('a word that is not closed', '=?utf-8?Q?half', '=?utf-8?Q?half'),
  headed('words and bare text', 'Re: =?utf-8?Q?F=C3=BCr?= (=?utf-8?Q?Sie?=)', 'Re: Für (Sie)'),
  headed('bare Latin-1', 'K\xf6nnen Sie?', 'Können Sie?'),
  headed('bare UTF-8', 'K\xc3\xb6nnen Sie?', 'Können Sie?'),
  headed('a folded line', 'My\r\n plan', 'My plan'),
  {
    what: 'an encoded name with a comma in it',
    raw: Buffer.from('From: =?utf-8?Q?M=C3=BCller=2C_Ann?= <ann@example.com>\r\nSubject: x\r\n\r\ntext'),
    reads: { from: 'Müller, Ann <ann@example.com>' },
  },
  {
    what: 'a bare Latin-1 name',
    raw: latin('From: "M\xfcller, Ann" <ann@example.com>\r\n\r\ntext'),
    reads: { from: 'Müller, Ann <ann@example.com>' },
  },
  {
    what: 'several addresses to answer to, the first counts',
    raw: Buffer.from(
      'From: Form <noreply@forms.example.com>\r\nReply-To: Robin <robin@example.net>, x@example.net\r\n\r\ntext',
    ),
    reads: { from: 'Form <noreply@forms.example.com>', replyTo: 'Robin <robin@example.net>' },
  },
  {
    what: 'a file name in the form of RFC 2231, in pieces',
    raw: multipart(
      'mixed',
      part('text/plain', 'see file') +
        lines(
          '--b',
          'Content-Type: application/pdf',
          "Content-Disposition: attachment; filename*0*=utf-8''%C3%9Cber; filename*1*=sicht.pdf",
          '',
          'x',
          '--b--',
          '',
        ),
    ),
    reads: { body: 'see file', files: ['Übersicht.pdf'] },
  },
  {
    what: 'a charset in the form of RFC 2231',
    raw: plain("; charset*=us-ascii'en'iso-8859-2", iconv.encode('Proszę', 'iso-8859-2')),
    reads: { body: 'Proszę' },
  },
];

const INNER = lines(
  'From: Plan Office <office@example.net>',
  'Subject: Your statement',
  'Content-Type: text/plain',
  '',
  'The beneficiary of your 529 plan must be confirmed.',
);
const UUENCODED = lines('begin 644 notes.txt', '%:&5L;&\\', '`', 'end');

export const structures: readonly WrittenMessage[] = [
  {
    what: 'a blank text part beside HTML',
    raw: multipart('alternative', `${part('text/plain', ' \r\n') + part('text/html', `<p>${QUESTION}</p>`)}--b--`),
    reads: { body: QUESTION },
  },
  {
    what: 'a text part of NBSP and zero-width space beside HTML',
    raw: multipart(
      'alternative',
      `${part('text/plain; charset=utf-8', '\u00a0\u200b\ufeff') + part('text/html', `<p>${QUESTION}</p>`)}--b--`,
    ),
    reads: { body: QUESTION },
  },
  {
    what: 'a text part that asks for another program',
    raw: multipart(
      'alternative',
      `${part('text/plain', 'Your e-mail program does not show HTML.') + part('text/html', `<p>${QUESTION}</p>`)}--b--`,
    ),
    reads: { body: QUESTION },
  },
  {
    what: 'a blank HTML part beside text',
    raw: multipart('alternative', `${part('text/plain', QUESTION) + part('text/html', '<p>&nbsp;</p>')}--b--`),
    reads: { body: QUESTION },
  },
  {
    what: 'an alternative inside related inside mixed',
    raw: multipart(
      'mixed',
      lines(
        '--b',
        'Content-Type: multipart/related; boundary=c',
        '',
        '--c',
        'Content-Type: multipart/alternative; boundary=d',
        '',
        '--d',
        'Content-Type: text/plain',
        '',
        QUESTION,
        '--d',
        'Content-Type: text/html',
        '',
        `<b>${QUESTION}</b>`,
        '--d--',
        '--c',
        'Content-Type: image/png; name=a.png',
        '',
        'x',
        '--c--',
        '--b--',
      ),
    ),
    reads: { body: QUESTION, files: ['a.png'] },
  },
  {
    what: 'text, then HTML, side by side',
    raw: multipart('mixed', `${part('text/plain', 'Hello,') + part('text/html', `<p>${QUESTION}</p>`)}--b--`),
    reads: { body: `Hello, ${QUESTION}` },
  },
  {
    what: 'HTML, then the footer of a list',
    raw: multipart('mixed', `${part('text/html', `<p>${QUESTION}</p>`) + part('text/plain', '1 < 2 & more')}--b--`),
    reads: { body: `${QUESTION} 1 < 2 & more` },
  },
  {
    what: 'two texts with a picture between them',
    raw: multipart(
      'mixed',
      `${part('text/plain', 'Look:') + part('image/jpeg', 'x') + part('text/plain', QUESTION)}--b--`,
    ),
    reads: { body: `Look: ${QUESTION}` },
  },
  {
    what: 'a signed message',
    raw: multipart(
      'signed; protocol="application/pgp-signature"',
      `${part('text/plain', QUESTION) + part('application/pgp-signature; name=signature.asc', '-----BEGIN PGP')}--b--`,
    ),
    reads: { body: QUESTION, files: ['signature.asc'] },
  },
  {
    what: 'a delivery report that returns the message',
    raw: multipart(
      'report; report-type=delivery-status',
      part('text/plain', 'Delivery failed.') +
        part('message/delivery-status', 'Action: failed') +
        part('message/rfc822', INNER) +
        '--b--',
    ),
    reads: { body: 'Delivery failed.' },
  },
  {
    what: 'a message inside, inline',
    raw: multipart(
      'mixed',
      part('text/plain', 'What does this letter mean?') +
        part('message/rfc822', INNER, 'Content-Disposition: inline') +
        '--b--',
    ),
    reads: {
      body: 'What does this letter mean? Your statement The beneficiary of your 529 plan must be confirmed.',
      files: ['Your statement.eml'],
    },
  },
  {
    what: 'a message inside, attached, in base64, and nothing else',
    raw: multipart(
      'mixed',
      `${part(
        'message/rfc822',
        Buffer.from(INNER).toString('base64'),
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename=letter.eml',
      )}--b--`,
    ),
    reads: { body: 'Your statement The beneficiary of your 529 plan must be confirmed.', files: ['letter.eml'] },
  },
  {
    what: 'a digest',
    raw: multipart('digest', lines('--b', '', INNER, '--b--')),
    reads: { body: 'Your statement The beneficiary of your 529 plan must be confirmed.' },
  },
  { what: 'a boundary that never comes', raw: multipart('mixed', QUESTION).subarray(0), reads: { body: QUESTION } },
  {
    what: 'no boundary parameter',
    raw: message(['Content-Type: multipart/mixed'], QUESTION),
    reads: { body: QUESTION },
  },
  {
    what: 'a boundary that differs from the one in use',
    raw: message(
      ['Content-Type: multipart/alternative; boundary=wrong'],
      lines(
        '--right',
        'Content-Type: text/plain',
        '',
        QUESTION,
        '--right',
        'Content-Type: text/html',
        '',
        `<p>${QUESTION}</p>`,
        '--right--',
      ),
    ),
    reads: { body: QUESTION },
  },
  {
    what: 'a boundary that is never closed',
    raw: multipart('mixed', part('text/plain', QUESTION)),
    reads: { body: QUESTION },
  },
  {
    what: 'an inner multipart that is never closed',
    raw: multipart(
      'mixed',
      lines(
        '--b',
        'Content-Type: multipart/alternative; boundary=c',
        '',
        '--c',
        'Content-Type: text/plain',
        '',
        QUESTION,
        '--b',
        'Content-Type: application/pdf; name=a.pdf',
        '',
        'x',
        '--b--',
      ),
    ),
    reads: { body: QUESTION, files: ['a.pdf'] },
  },
  {
    what: 'a body right below the headers',
    raw: Buffer.from(`From: a@b.test\r\nSubject: Q\r\n${QUESTION} Thank you: all\r\n`),
    reads: { subject: 'Q', body: `${QUESTION} Thank you: all` },
  },
  { what: 'no headers at all', raw: Buffer.from(QUESTION), reads: { subject: '', body: QUESTION } },
  {
    what: 'lines that end in LF',
    raw: Buffer.from(`From: a@b.test\nSubject: Q\n\n${QUESTION}\n`),
    reads: { subject: 'Q', body: QUESTION },
  },
  {
    what: 'base64 with a footer behind it',
    raw: plain(
      '',
      lines('SG93IGRvIEkgcm9sbCBvdmVyIG15IDQwMWs/', '', '-- ', 'This footer was appended by a gateway.'),
      'Content-Transfer-Encoding: base64',
    ),
    reads: { body: 'How do I roll over my 401k?' },
  },
  {
    what: 'padded base64 with a one-word footer',
    raw: plain('', lines('SG93IGFyZSB5b3U/IQ==', '', 'Footer'), 'Content-Transfer-Encoding: base64'),
    reads: { body: 'How are you?!' },
  },
  {
    what: 'base64 that was cut off',
    raw: plain('', Buffer.from(QUESTION).toString('base64').slice(0, 41), 'Content-Transfer-Encoding: base64'),
    reads: { body: QUESTION.slice(0, 30) },
  },
  {
    what: 'base64 in padded pieces',
    raw: plain('', lines('SG93IGFyZSA=', 'eW91PyE='), 'Content-Transfer-Encoding: base64'),
    reads: { body: 'How are you?!' },
  },
  {
    what: 'plain text that claims to be base64',
    raw: plain('', `${QUESTION} Please tell me.`, 'Content-Transfer-Encoding: base64'),
    reads: { body: `${QUESTION} Please tell me.` },
  },
  {
    what: 'base64 that claims nothing',
    raw: plain('', Buffer.from(`${QUESTION} ${QUESTION}`).toString('base64').replace(/.{76}/g, '$&\r\n')),
    reads: { body: `${QUESTION} ${QUESTION}` },
  },
  {
    what: 'quoted-printable that claims nothing',
    raw: plain(
      '; charset=utf-8',
      lines('How do I change the beneficiary of my 529 plan to my younger son f=C3=BCr=', ' immer?'),
    ),
    reads: { body: 'How do I change the beneficiary of my 529 plan to my younger son für immer?' },
  },
  {
    what: 'quoted-printable with signs that stand for nothing',
    raw: plain('', '1 =3D 1, 2 = 2 =ZZ =E4 =', 'Content-Transfer-Encoding: Quoted-Printable'),
    reads: { body: '1 = 1, 2 = 2 =ZZ ä' },
  },
  {
    what: 'an encoding in quotes and with a comment',
    raw: plain('', 'SG93IGFyZSB5b3U/', 'Content-Transfer-Encoding: "base64" (sic)'),
    reads: { body: 'How are you?' },
  },
  {
    what: 'an encoding that nobody knows',
    raw: plain('; charset=utf-8', QUESTION, 'Content-Transfer-Encoding: utf-8'),
    reads: { body: QUESTION },
  },
  {
    what: 'a uuencoded file in the text',
    raw: plain('', lines(QUESTION, '', UUENCODED, 'Regards')),
    reads: { body: `${QUESTION} Regards`, files: ['notes.txt'] },
  },
  {
    what: 'a uuencoded body',
    raw: plain('', UUENCODED, 'Content-Transfer-Encoding: x-uuencode'),
    reads: { body: 'hello' },
  },
  {
    what: 'a text file attached beside the text',
    raw: multipart(
      'mixed',
      part('text/plain', QUESTION) +
        part('text/plain; name=log.txt', 'debug debug', 'Content-Disposition: attachment') +
        '--b--',
    ),
    reads: { body: QUESTION, files: ['log.txt'] },
  },
  {
    what: 'a text file and nothing else',
    raw: multipart(
      'mixed',
      part('text/plain', '') +
        part('text/plain; name=letter.txt', QUESTION, 'Content-Disposition: attachment') +
        '--b--',
    ),
    reads: { body: QUESTION, files: ['letter.txt'] },
  },
  {
    what: 'an invitation without words',
    raw: multipart(
      'mixed',
      `${part(
        'text/calendar; method=REQUEST',
        lines(
          'BEGIN:VCALENDAR',
          'SUMMARY:Rollover of my',
          ' \x20401k',
          'DESCRIPTION;LANGUAGE=en:Room 1\\, first floor',
          'END:VCALENDAR',
        ),
      )}--b--`,
    ),
    reads: { body: 'Rollover of my 401k Room 1, first floor' },
  },
  {
    what: 'an invitation beside its text',
    raw: multipart(
      'alternative',
      `${part('text/plain', QUESTION) + part('text/calendar; method=REQUEST', 'SUMMARY:x')}--b--`,
    ),
    reads: { body: QUESTION },
  },
  {
    what: 'enriched text',
    raw: message(['Content-Type: text/enriched'], `<bold>${QUESTION}</bold> <<x`),
    reads: { body: `${QUESTION} <x` },
  },
  { what: 'winmail.dat with a text', raw: withTnef(tnef(QUESTION)), reads: { body: QUESTION, files: ['winmail.dat'] } },
  {
    what: 'winmail.dat that is damaged',
    raw: withTnef(Buffer.from('nonsense')),
    reads: {
      body: 'This message is in winmail.dat (application/ms-tnef), in a form that cannot be read here.',
      files: ['winmail.dat'],
    },
  },
  {
    what: 'a mail from an mbox file',
    raw: Buffer.from(`From jordan@example.com Mon Mar  4 10:15:00 2024\nFrom: a@b.test\nSubject: Q\n\n${QUESTION}\n`),
    reads: { subject: 'Q', body: QUESTION },
  },
  {
    what: 'an image with words and nothing else',
    raw: message(['Content-Type: text/html'], `<img alt="x" src="cid:1">`),
    reads: { body: '' },
  },
];

const FLOWED = '; charset=utf-8; format=flowed';
export const flowed: readonly WrittenMessage[] = [
  {
    what: 'a reply below a quote that ends in a blank',
    raw: plain(FLOWED, lines('On 4/2/2024, Acme wrote:', '> Do you mean your IRA or your 401(k), and ', `${QUESTION}`)),
    reads: { body: `On 4/2/2024, Acme wrote:\n> Do you mean your IRA or your 401(k), and \n${QUESTION}` },
  },
  {
    what: 'a long paragraph',
    raw: plain(FLOWED, lines('How do I change the ', 'beneficiary?', 'Thanks')),
    reads: { body: 'How do I change the beneficiary?\nThanks' },
  },
  {
    what: 'a quote of two lines',
    raw: plain(FLOWED, lines('> one ', '> two', '>> deeper ', '> three')),
    reads: { body: '> one two\n>> deeper \n> three' },
  },
  {
    what: 'a signature after a line that flows',
    raw: plain(FLOWED, lines('text ', '-- ', 'Ann')),
    reads: { body: 'text \n-- \nAnn' },
  },
  {
    what: 'stuffed blanks and DelSp',
    raw: plain(`${FLOWED}; delsp=yes`, lines(' From here  ', ' on', ' >x')),
    reads: { body: 'From here on\n>x' },
  },
];

function withTnef(file: Buffer): Buffer {
  return multipart(
    'mixed',
    part('application/ms-tnef; name=winmail.dat', file.toString('base64'), 'Content-Transfer-Encoding: base64') +
      '--b--',
  );
}

/** A TNEF stream whose MAPI properties hold a body in UTF-16. */
function tnef(text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'utf16le');
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  const u32 = (...numbers: readonly number[]) =>
    Buffer.concat(numbers.map((number) => Buffer.from(Uint32Array.of(number).buffer)));
  const properties = Buffer.concat([u32(2, 0x3fde0003, 65001, 0x1000001f, 1, value.length), value, padding]);
  const attribute = (id: number, data: Buffer) =>
    Buffer.concat([Buffer.of(1), u32(id, data.length), data, Buffer.of(0, 0)]);
  return Buffer.concat([
    u32(0x223e9f78),
    Buffer.of(1, 0),
    attribute(0x00069007, u32(1252, 0)),
    attribute(0x00069003, properties),
  ]);
}
