/** What the subject of a mail says of it. */
export interface Subject {
  /** Without prefixes and tags; as it is when nothing else is in it. */
  readonly topic: string;
  readonly answers: boolean;
  readonly forwards: boolean;
}

/** Re and Fwd as mail programs write them; `R` and `I` are Italian, `Res`, `Enc` Portuguese, `Vs`, `Vl` Finnish. */
const ANSWER = 're|aw|antw(?:ort)?|ref|rif|res|r|sv|vs|vá|odp|ynt|ha|ats|bls|atb|отв|回复|回覆|答复|返信';
const FORWARD = 'fwd?|wg|wtr|tr|rv|enc|i|vl|vb|doorst|videresendt|пересл|转发|轉寄|転送|pd|továbbítás';
const PREFIX = new RegExp(`^(?:(${ANSWER})|(${FORWARD}))(?:\\s?[[(]\\d+[\\])]|\\^\\d+)?\\s?[:：]\\s*`, 'iu');
/** Tags of gateways, filters and ticket systems. */
const TAG =
  /^(?:\[(?:ext(?:ern(?:al|e?)?)?|external(?: e?-?mail| sender)?|outside|spam|suspected spam|possible spam|bulk|unverified sender|caution|warning|secure|encrypt(?:ed)?)\]|[*{#]{1,5}\s?(?:suspected |possible |likely )?spam\??\s?[*}#]{1,5}|\[?(?:suspected )?spam\]\s?:?|(?:external|extern|ext|caution)\s?[:!-]|\[?(?:ticket|case|request|incident|ref|vorgang)\s?(?:id)?\s?[#:]{0,2}\s?[\w-]{0,12}\d{3,}[\w-]{0,8}\s?\]?:?|\[#?[A-Z]{0,8}-?\d{3,12}\]|\{[a-z?! ]{3,20}\})\s*/iu;
const MOST_PREFIXES = 50;

export function readSubject(subject: string): Subject {
  let topic = subject.trim();
  let answers = false;
  let forwards = false;
  let first = true;
  for (let count = 0; count < MOST_PREFIXES; count++) {
    const prefix = PREFIX.exec(topic);
    const found = prefix ?? TAG.exec(topic);
    if (found === null) break;
    // The outermost says what this mail is: "Re: Fwd:" answers.
    if (prefix !== null && first) {
      answers = prefix[1] !== undefined;
      forwards = !answers;
      first = false;
    }
    topic = topic.slice(found[0].length);
  }
  topic = topic.replace(/\s*(?:\[ref:[^\]]{1,80}\]|ref:_?\w[^\s]{5,60}:ref)\s*$/i, '').trim();
  return { topic: topic === '' ? subject.trim() : topic, answers, forwards };
}
