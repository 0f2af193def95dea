import { type Line, remove } from './line';
import { isDeviceLine, isRule } from './markers';

const ARMOUR_BEGINS = /^-----BEGIN [A-Z0-9 ]{3,40}-----$/;
const ARMOUR_ENDS = /^-----END [A-Z0-9 ]{3,40}-----$/;
/** Its text is the writer's; what stands around the text is not. */
const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
const ARMOUR_HEADER = /^(?:hash|version|comment|charset|messageid): ?\S/i;
const ENCODED_BEGINS = /^(?:begin [0-7]{3} \S.{0,200}|=ybegin .{1,200})$/;
const ENCODED_ENDS = /^(?:end|=yend .*)$/;
/** Base64 in the middle of a text: so many such lines, one after the other. */
const BASE64 = /^[A-Za-z0-9+/]{56,}={0,2}$/;
const FEWEST_BASE64 = 3;
/** Where an image or a file stood. */
const PLACEHOLDER =
  /^(?:\[(?:cid:[^\]]{1,200}|(?:inline )?(?:image|bild|imagen|immagine|imagem)\s?[:#]?[^\]]{0,200}|https?:[^\]]{1,1000})\]|<(?:image|cid|winmail)[^>]{1,200}>|(?:image|inline)\d{3}\.(?:png|jpe?g|gif))$/i;
const LIST_NAME = /^\S{2,60} mailing list(?: -- \S+| - \S+)?$/i;
/** What gateways put in front of a text. */
const TAG = /^\[(?:ext|external|extern|outside|external (?:e-?mail|sender)|caution|spam)\]:?\s*(?=\S)/i;
/** Ticket systems ask to write above a line. */
const TICKET_LINE =
  /^[-#=>\s*]{0,12}(?:please (?:type|write|enter) your reply above this line|(?:type|write|enter|reply) (?:your (?:reply|response|answer) )?above this line|bitte (?:antworten sie )?oberhalb dieser (?:linie|zeile)\b.{0,40}|veuillez répondre au-dessus de cette ligne|escriba su respuesta (?:encima|arriba) de esta línea|ref:_\w{5,60}:ref)[-#=<\s*]{0,12}$/i;

/** Names the lines that programs write into a text, wherever they stand. */
export function markMachineLines(lines: readonly Line[]): void {
  for (let at = 0; at < lines.length; ) {
    const text = lines[at]?.text.replace(/^[>\s]+/, '') ?? '';
    const end = endOfArmour(lines, at, text);
    if (end > at) remove(lines, at, end, 'encoded text');
    else if (PLACEHOLDER.test(text)) remove(lines, at, at + 1, 'place of an image');
    else if (LIST_NAME.test(text)) remove(lines, at, endOfListFooter(lines, at + 1), 'list footer');
    else if (TICKET_LINE.test(text)) remove(lines, at, at + 1, 'ticket line');
    else if (TAG.test(text)) {
      const line = lines[at];
      if (line !== undefined)
        line.label = { length: TAG.exec(line.text)?.[0].length ?? 0, name: 'external-sender banner' };
    } else if (isDeviceLine(text)) remove(lines, at, at + 1, 'device line');
    at = Math.max(at + 1, end);
  }
}

/** Drawn lines go last: what stands below them tells what they are. */
export function markRules(lines: readonly Line[]): void {
  for (const line of lines) if (isRule(line.text) || /^[-–—=*_]{1,2}$/.test(line.text)) line.removed ??= 'drawn line';
}

function endOfListFooter(lines: readonly Line[], from: number): number {
  let end = from;
  while (/^(?:(?:mailto:)?\S+@\S+|https?:\/\/\S+)$/i.test(lines[end]?.text ?? '')) end++;
  return end;
}

function endOfArmour(lines: readonly Line[], at: number, text: string): number {
  if (text === SIGNED) {
    let end = at + 1;
    while (ARMOUR_HEADER.test(lines[end]?.text ?? '')) end++;
    return end;
  }
  if (ARMOUR_BEGINS.test(text)) return endBy(lines, at, ARMOUR_ENDS);
  if (ENCODED_BEGINS.test(text)) return endBy(lines, at, ENCODED_ENDS);
  if (!BASE64.test(text)) return at;
  let end = at;
  while (BASE64.test(lines[end]?.text.replace(/^[>\s]+/, '') ?? '')) end++;
  if (end - at < FEWEST_BASE64) return at;
  return /^[A-Za-z0-9+/]{2,55}={0,2}$/.test(lines[end]?.text ?? '') ? end + 1 : end;
}

/** Armour that never ends goes to the next blank line but one, which ends its headers. */
function endBy(lines: readonly Line[], at: number, ends: RegExp): number {
  let blanks = 0;
  for (let end = at + 1; end < lines.length; end++) {
    const text = lines[end]?.text.replace(/^[>\s]+/, '') ?? '';
    if (ends.test(text)) return end + 1;
    if (text === '' && ++blanks > 1) return end;
  }
  return lines.length;
}
