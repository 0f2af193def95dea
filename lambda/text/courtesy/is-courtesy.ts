import type { CourtesyName } from './courtesy-kind';
import { ENGLISH_COURTESY } from './english-courtesy';
import { fold } from './fold';
import { OTHER_COURTESY } from './other-courtesy';

/** A longer sentence has matter, whatever its words are. */
const LONGEST = 400;

const KINDS = [...ENGLISH_COURTESY, ...OTHER_COURTESY];

/** Questions that want to know something, though each of their words is small. */
const ASKS =
  /\b(?:how (?:much|many|long|often|old|soon|far)|when (?:will|do|does|did|can|is|are|was|must|should|would)|by when|what (?:is|are|was|were|happens|do|does|did|if)(?! (?:the )?next)|why|which|where|an(?:other)? apology)\b/;

/** What kind of courtesy a sentence or a clause is, and nothing else; undefined: it has matter. */
export function courtesyOf(sentence: string): CourtesyName | undefined {
  if (sentence.length > LONGEST) return undefined;
  const folded = fold(sentence);
  if (folded === '' || ASKS.test(folded)) return undefined;
  const words = withoutName(sentence, folded).split(' ');
  // What is announced ("I wrote:") belongs to what follows.
  const announces = sentence.trimEnd().endsWith(':');
  for (const kind of KINDS) {
    if (announces && kind.name !== 'greeting') continue;
    if (words.every((word) => kind.words.has(word) || isAdverb(word)) && kind.says.test(folded)) return kind.name;
  }
  return undefined;
}

const NO_ADVERBS = new Set(
  'family daily weekly monthly quarterly yearly apply supply multiply july italy reply comply only'.split(' '),
);

/** "sincerely", "tremendously" */
function isAdverb(word: string): boolean {
  return word.length > 4 && word.endsWith('ly') && !NO_ADVERBS.has(word);
}

/** What a name stands behind: "Dear Ms Doe", "thank you, Robin", "my name is Robin Doe". */
const ADDRESSES =
  /(?:^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|bonjour|ch(?:er|ère)s?|madame|monsieur|hola|estimad[oa]s?|querid[oa]s?|buongiorno|gentil[ei]|egregio|olá|bom dia|car[oai]|prezad[oa]s?)|(?<!\p{L})(?:thanks|thank you|thx|much|again|advance|name is|this is|regards|wishes|best|sincerely|cheers|love|danke|grüße|heiße|name ist|merci|appelle|gracias|llamo|saludos|grazie|chiamo|saluti|obrigad[oa]|meu nome é)),?$/iu;
const NAME_WORD = /^(?:\p{Lu}[\p{L}'’.-]{0,30}|&|and|und|et|y|e|de|di|du|von|van|der|la|team|support|staff)[,.!:]*$/u;
const MOST_NAME_WORDS = 5;
/** Customers write to "IRA Department", too. */
const PRODUCT =
  /\d|\b(?:iras?|roth|sep|simple|rmd|hsa|fsa|plans?|pension|retirement|rollovers?|college|savings|education|tuition|accounts?|loans?|cards?|mortgage|insurance|annuity|brokerage|billing|claims?|tax|taxes|fraud|dispute|benefits|payroll|hr|distributions?|contributions?)\b/i;

/** The folded sentence without the name that ends it. */
function withoutName(sentence: string, folded: string): string {
  const words = sentence.trim().split(/\s+/);
  for (let first = Math.max(1, words.length - MOST_NAME_WORDS); first < words.length; first++) {
    const name = words.slice(first);
    if (!name.every((word) => NAME_WORD.test(word)) || !isAddressed(words.slice(0, first).join(' '))) continue;
    return PRODUCT.test(name.join(' ')) ? folded : fold(words.slice(0, first).join(' '));
  }
  return folded;
}

function isAddressed(before: string): boolean {
  return before.endsWith(',') || ADDRESSES.test(before);
}
