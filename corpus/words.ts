/**
 * Lower-case words of a text. Digits and letters around a bracket or hyphen are one word, so that
 * `401k`, `401(k)` and `401-K` are the same.
 */
export function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/(?<=\d)[(-](?=\p{L})/gu, '')
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
