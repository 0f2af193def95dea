import { fold } from './courtesy/fold';
import { courtesyOf } from './courtesy/is-courtesy';
import { splitSentences } from './courtesy/split-sentences';
import { saysWhoWrites } from './says-who-writes';

/** Words of those who only point at what stands below, beside or inside. */
const POINTS = new Set(
  `see read look check below above attached attachment enclosed inline following answer answers answered comment comments response responses reply replies red blue green
  bold caps capitals colored coloured text my your you your yours the a an this that these those it its what does do did is are was mean means meaning want wants need needs from of me i we us our
  should explain letter email emails mail message note notice fyi forward forwarding forwarded fwd for info information records reference handle take care per as discussed requested
  here in on at with to and or so can could would please pls kindly any idea ideas thoughts be real legit legitimate spam scam true correct right understand dont not who sent they he she has have got received
  about regarding how go hi hello dear thanks thank also just all next one
  siehe sehen sie lesen unten oben anbei anhang was bedeutet das dies diese dieser dieses der die den brief nachricht meine antworten antwort rot blau zur kenntnis kenntnisnahme weitergeleitet bitte ich wir mir heisst soll bedeuten von wollen
  voir voyez ci dessous dessus joint jointe que quoi veut dire signifie ceci cela ce cette lettre courrier mes reponses rouge bleu pour information transfere est svp je
  ver vea abajo arriba adjunto que significa esto esta carta correo mis respuestas rojo azul por favor quiere decir
  vedi vedere sotto sopra allegato cosa significa questo questa lettera le mie risposte rosso blu vuol dire che
  veja abaixo acima anexo o significa isto esta isso minhas respostas vermelho quer dizer
  zie onder onderstaande hieronder wat betekent dit`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const LONGEST_POINTER = 160;

/** Sentences that are enough for a mail to be about: thanks are, a greeting is not. */
const NOTHING: ReadonlySet<string> = new Set(['greeting', 'farewell', 'good wishes']);

/** Whether lines say what their writer wants, and not only hello or "see below", which point at the rest of the mail. */
export function saysSomething(lines: readonly string[]): boolean {
  let points = false;
  let thanks = false;
  const sentences = splitSentences(lines.join('\n').slice(0, 4_000)).map((sentence) => sentence.trim());
  for (const [index, sentence] of sentences.entries()) {
    if (!/[\p{L}\p{N}]/u.test(sentence)) continue;
    const courtesy = courtesyOf(sentence);
    if (courtesy !== undefined) {
      thanks ||= !NOTHING.has(courtesy);
      continue;
    }
    if (onlyPoints(sentence)) points = true;
    else if (
      !(index === sentences.length - 1 && index > 0 && sentence.split(' ').length <= 3 && saysWhoWrites([sentence]))
    )
      return true;
  }
  return thanks && !points;
}

function onlyPoints(sentence: string): boolean {
  return (
    sentence.length <= LONGEST_POINTER &&
    fold(sentence)
      .split(' ')
      .every((word) => POINTS.has(word))
  );
}
