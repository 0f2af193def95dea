/**
 * Takes secrets out of a text: as they are, as they stand in JSON, in an address, in a Basic header, and any bearer token.
 * @param pairs id and secret of OAuth clients
 */
export function redactor(pairs: readonly { readonly id: string; readonly secret: string }[]): (text: string) => string {
  const spellings = pairs
    .flatMap(({ id, secret }) => [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(`${id}:${secret}`).toString('base64'),
      Buffer.from(secret).toString('base64'),
    ])
    .filter((spelling) => spelling !== '')
    .sort((a, b) => b.length - a.length);
  return (text) =>
    spellings
      .reduce((clean, spelling) => clean.replaceAll(spelling, '***'), text)
      .replace(/\b(bearer )[\w.~+/=-]{8,}/gi, '$1***')
      .replace(/(["']?access_token["']?\s*[:=]\s*["']?)[\w.~+/=-]{8,}/gi, '$1***');
}
