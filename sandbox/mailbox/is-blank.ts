/** White space of every kind, and characters that take no room. */
export function isBlank(text: string): boolean {
  return !/(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** Whether HTML shows anything: a word, or an image. */
export function saysSomething(html: string): boolean {
  if (/<img\b/i.test(html)) return true;
  const shown = html.replace(/<[^<>]*>/g, '').replace(/&(?:nbsp|#160|#xa0|shy|zwnj|zwj|#820[3-7]|#x200[b-f]);?/gi, '');
  return !isBlank(shown);
}
