import { type Line, remove } from './line';

/** Fields that say who wrote; their values are left out. */
const WHO =
  /^[*•-]?\s?((?:your |full |first |last )?names?|nom(?: complet)?|prénom|vorname|nachname|nombre(?: completo)?|apellidos?|nome(?: completo)?|cognome|(?:your )?e-?mail(?:[ -]?address(?:e)?)?|mail|courriel|adresse e-?mail|correo(?: electrónico)?|indirizzo e-?mail|phone(?: number)?|telephone(?: number)?|tel|telefon(?:nummer)?|téléphone|teléfono|telefono|telefone|mobile?|cell|from|von|de|da|remitente|mittente|date|datum|fecha|data|time|uhrzeit|ip(?: address)?|page|url|website|browser|user agent|company|firma|société|empresa|azienda|country|city|zip(?: code)?|address|to|sent|submitted(?: on| at)?|form|reference|duration|caller|length|callback)\s?[:：]\s*(.*)$/iu;
/** Fields that say what it is about; only their names are left out. */
const MATTER =
  /^[*•-]?\s?(?:subject|betreff|objet|sujet|asunto|oggetto|assunto|topic|thema|tema|theme|category|kategorie|reason|grund|motif|motivo|(?:your )?message|(?:ihre )?nachricht|(?:votre )?message|(?:tu |su )?mensaje|messaggio|mensagem|comments?|kommentar|commentaires?|comentarios?|commento|question|frage|pregunta|domanda|pergunta|inquiry|enquiry|anfrage|details|description|beschreibung|how can we help(?: you)?\??|text|transcript(?:ion)?)\s?[:：?]\s*/iu;
/** So many fields who wrote make a form, or one of them and a matter. */
const FEWEST = 2;
/** Lines between two fields of one form, for values below their names. */
const MOST_BETWEEN = 3;

/** Names the fields of a form who wrote, and of those that hold the matter only their labels. */
export function markFormFields(lines: readonly Line[]): void {
  const who: number[] = [];
  const matter: number[] = [];
  let contact = false;
  for (const [at, { text, removed }] of lines.entries()) {
    if (removed !== undefined) continue;
    const field = WHO.exec(text);
    if (field !== null) {
      if (last(who, matter) !== undefined && at - (last(who, matter) ?? 0) > MOST_BETWEEN) continue;
      who.push(at);
      contact ||=
        /^(?:your )?(?:e-?mail|courriel|correo|phone|tel|mobil|caller|ip|adresse e|indirizzo e)/i.test(
          field[1] ?? '',
        ) || /\S@\S/.test(field[2] ?? '');
    } else if (MATTER.test(text)) matter.push(at);
  }
  if (who.length < FEWEST || !contact || matter.length === 0) return;
  for (const at of who) remove(lines, at, at + 1, 'form field');
  for (const at of matter) {
    const line = lines[at];
    if (line !== undefined) line.label = { length: MATTER.exec(line.text)?.[0].length ?? 0, name: 'form field' };
  }
}

function last(who: readonly number[], matter: readonly number[]): number | undefined {
  return who.length + matter.length === 0 ? undefined : Math.max(who.at(-1) ?? -1, matter.at(-1) ?? -1);
}
