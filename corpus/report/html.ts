/** Markup that is safe to put into a page as it is. */
export interface Html {
  readonly markup: string;
}

/** Builds markup; everything that is put in is escaped, unless it is markup already. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const markup = parts.reduce((sum, part, index) => {
    const value = values[index - 1];
    return sum + (value === undefined ? '' : render(value)) + part;
  });
  return { markup };
}

function render(value: Html | readonly Html[] | string | number): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
