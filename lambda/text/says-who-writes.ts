/** A signature is short: names, functions, telephone numbers, a company, an address. */
const MAX_LINES = 8;
const MAX_WORDS = 8;
const MAX_CHARACTERS = 160;

const CONTACTS = [
  String.raw`(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,100}`,
  String.raw`(?:https?:\/\/|www\.)\S{1,150}`,
  String.raw`(?<!\S)[\w-]{2,40}\.(?:com|net|org|edu|gov|us|de|fr|es|it|br|pt)(?:\/\S{0,80})?(?!\S)`,
  String.raw`(?<![\p{L}\p{N}])\+?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?:,? ?(?:x|ext\.?) ?\d{1,6})?(?![\p{L}\p{N}])`,
];
const CONTACT = new RegExp(CONTACTS.join('|'), 'giu');
const CONTACT_LABEL =
  /^(?:tel|telephone|telefon|phone|ph|cell|mobile|mobil|direct|office|fax|e-?mail|web|[cdefmoptw])$/i;

/** Numbers of a house, of a box or of a place belong to an address; others may be what the mail is about. */
const ADDRESS =
  /(?:\bp\.? ?o\.? box|\b(?:street|st|avenue|ave|road|rd|drive|lane|ln|boulevard|blvd|court|suite|ste|highway|hwy|place|plaza|square|parkway)\b|(?:straße|strasse|str\.|platz|allee|gasse)(?= |$)|^(?:rue|via|calle|rua|avenida|piazza)\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?$)/imu;
const ADDRESS_NUMBER = /^(?:#?\d{1,6}[A-Z]?|\d{5}-\d{4}|\d{1,3}(?:st|nd|rd|th))$/i;

/** A number that is not for calling. */
const REFERENCE =
  /(?<!\p{L})(?:accounts?|acct|policy|plan|member|reference|ref|claim|case|ticket)[^\p{L}\d]{0,5}(?:(?:number|no|nr|num)[^\p{L}\d]{0,5})?\d/iu;

/** Faces, telephones and parties. */
const PICTOGRAPHS = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|[\u{1f3fb}-\u{1f3ff}]|\u200d|\ufe0f/gu;

/** Small words inside names, functions and companies. */
const SMALL_WORD =
  /^(?:and|of|for|the|at|in|on|behalf|de|del|della|der|di|da|do|dos|du|des|la|le|van|von|zu|y|e|et|und)$/;
const NAME_WORD = /^\p{Lu}[\p{L}\p{M}’'.&-]*$/u;
const SENTENCE_END = /[?!;]|\p{L}{5,}\. /u;

/** Words of somebody who wants or tells something; the second list by case: `IT` and `ME` are a department and a state. */
const TELLS = [
  /(?<![\p{L}\p{N}.])(?:we|i['’](?:m|d|ll|ve)|my|mine|our|you|your|this|that|these|is|are|was|were|be|been|have|has|had|does|did|would|can|could|should|must|needs?|wants?|please|pls|plz|not|don['’]?t|can['’]?t|how|what|when|where|why|which|if|because|also|now|today|tomorrow|asap|urgent|ps|p\.s)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}.])(?:I(?!\.)|i|[Ii]t|[Mm]e)(?![\p{L}\p{N}])/u,
  /(?<![\p{L}\p{N}.])(?:clos(?:e|ing)|mov(?:e|ing)|roll(?:ing|over)?|send|transfer|cancel|change|update|open|stop|withdraw(?:al)?|remove|pay|check|distribution|questions?)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}.])(?:bitte|nicht|ich|meine?|je|mon|mes|quiero|favor|necesito|voglio|vorrei|quero|preciso|minha)(?![\p{L}\p{N}])/iu,
];

/** What mails are about. A function may hold it (`Plan Administrator`), the name that a signature begins with does not. */
const MATTER =
  /(?<!\p{L})(?:ira|roth|accounts?|loans?|beneficiar(?:y|ies)|contributions?|deductions?|balance|statements?|forms?|refund|fees?|tax(?:es)?|rmd|funds?|plan|password|login|address|number)(?!\p{L})/iu;

/** Whether lines behind a farewell say who writes, not what he still wants. In doubt they do not. */
export function saysWhoWrites(written: readonly string[]): boolean {
  const lines = written
    .map((line) => line.replace(PICTOGRAPHS, '').replace(/\s!$/, '').trim())
    .filter((line) => line !== '');
  if (lines.length > MAX_LINES || lines.some((line) => line.length > MAX_CHARACTERS)) return false;
  if (MATTER.test(lines[0] ?? '')) return false;
  const hasAddress = lines.some((line) => ADDRESS.test(line));
  return lines.every((line, index) => isFirstName(line, index) || isSignatureLine(line, hasAddress));
}

/** On a phone a name often begins small. */
function isFirstName(line: string, index: number): boolean {
  return index === 0 && /^-?\p{L}{1,20}[,.]?$/u.test(line) && !tells(line);
}

function isSignatureLine(line: string, hasAddress: boolean): boolean {
  const rest = line.replace(CONTACT, ' ');
  if (tells(rest) || REFERENCE.test(line)) return false;
  const words = rest.split(/[\s,|/•·()<>*–—:@!]+|(?<!\S)-(?!\S)/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length > MAX_WORDS) return false;
  if (rest !== line && words.every((word) => CONTACT_LABEL.test(word.replace(/\.$/, '')))) return true;
  if (SENTENCE_END.test(rest) || (rest === line && rest.includes(':'))) return false;
  const isName = (word: string) =>
    NAME_WORD.test(word) || SMALL_WORD.test(word) || (hasAddress && ADDRESS_NUMBER.test(word));
  return words.every(isName) || isNameWithFunction(rest);
}

/** `Jo Doe, project manager` */
function isNameWithFunction(line: string): boolean {
  const [name = '', occupation = '', ...more] = line.trim().split(', ');
  const words = name.split(' ');
  const isName = words.length <= 5 && words.every((word) => NAME_WORD.test(word) || SMALL_WORD.test(word));
  return isName && more.length === 0 && /^\p{L}{2,20}(?: \p{L}{2,20})?$/u.test(occupation);
}

/** Whether a line holds how to reach somebody. */
export function hasContact(line: string): boolean {
  CONTACT.lastIndex = 0;
  return CONTACT.test(line);
}

/** Whether somebody tells or wants something in these words. */
export function tells(text: string): boolean {
  return TELLS.some((words) => words.test(text));
}
