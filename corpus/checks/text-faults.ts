/** What a text must not hold besides words, with the remedy. */
export interface TextFault {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

/** UTF-8 that was once read as Windows-1252: â€™ for ’, Ã© for é. */
const MOJIBAKE = /â€[\u0080-\u00bf™œžŸ\u201c-\u201e\u2018-\u201a]|Ã[\u0080-\u00bf©¨¤¶¼Ÿ±§]|Â[\u00a0-\u00bf]/u;
const CONTROL = /[^\P{Cc}\n\t]/u;

export function textFaults(text: string): TextFault[] {
  const faults: TextFault[] = [];
  if (text.includes('\uFFFD')) {
    faults.push({
      rule: 'encoding',
      message: 'holds U+FFFD, the mark of a character that was lost',
      remedy: 'take the text from its source again, as UTF-8',
    });
  }
  const mojibake = text.match(MOJIBAKE)?.[0];
  if (mojibake !== undefined) {
    faults.push({
      rule: 'encoding',
      message: `holds ${JSON.stringify(mojibake)}, UTF-8 that was read as Windows-1252`,
      remedy: 'take the text from its source again, as UTF-8',
    });
  }
  const control = text.match(CONTROL)?.[0];
  if (control !== undefined) {
    const code = control.codePointAt(0)?.toString(16).padStart(4, '0').toUpperCase();
    faults.push({
      rule: 'encoding',
      message: `holds the control character U+${code}`,
      remedy: 'remove it (--fix does)',
    });
  }
  if (text !== text.normalize('NFC')) {
    faults.push({
      rule: 'encoding',
      message: 'is not in Unicode normal form C: the same letter would be two',
      remedy: 'normalise it (--fix does)',
    });
  }
  return faults;
}
