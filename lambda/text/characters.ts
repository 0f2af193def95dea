/** More accents on one letter than any language writes; without a bound, their normalisation is quadratic. */
const MOST_MARKS = 8;
const MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/** What bytes 80 to 9F are in windows-1252; senders deliver them as C1 controls. Five of them are nothing there either. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const C1 = /[\u0080-\u009f]/g;
/** Other controls part words; line ends stay. */
const CONTROLS = /[^\P{Cc}\n\r\t]+/gu;
/** Format characters, and another invisible one with which newsletters pad their preview. */
const INVISIBLE = /(?:\p{Cf}|\u034f)+/gu;
const HALF_CHARACTERS = /\p{Surrogate}+/gu;
const RARE = /[^\n\r\t -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]/;

/** A text without characters that nobody sees, in NFC. Linear in its length. */
export function readableCharacters(text: string): string {
  if (!RARE.test(text)) return text;
  return text
    .replace(C1, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? ' ')
    .replace(CONTROLS, ' ')
    .replace(HALF_CHARACTERS, ' ')
    .replace(INVISIBLE, '')
    .replace(MARKS, '$1')
    .normalize('NFC');
}
