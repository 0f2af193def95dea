const RULE = /([^{}]{1,300})\{([^{}]{0,2000})\}/g;
const MOST_CHARACTERS = 50_000;

/** Whether a style makes what it is set on invisible. */
export function isHidingStyle(style: string): boolean {
  const plain = style.replace(/\s+/g, '').toLowerCase();
  return HIDES.test(plain) || (WHITE.test(plain) && !plain.includes('background'));
}
const HIDES =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|font-size:0(?:\.\d+)?(?:px|pt|em|rem|%)?(?:[;!]|$)|font-size:1px|opacity:0(?:\.0+)?(?:[;!]|$)|max-height:0(?:px|pt|em)?(?:[;!]|$)|max-width:0(?:px|pt|em)?(?:[;!]|$)|(?:height|width):0(?:px)?;(?:.*;)?overflow:hidden|text-indent:-\d{3,}|(?:left|top|margin-left):-\d{3,}px|clip:rect\(0|color:transparent|transform:scale\(0)/;
const WHITE = /(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:[;!]|$)/;

/** Names of the classes and ids (`.name`, `#name`) that a style sheet hides on every device. */
export function hiddenNames(sheet: string): readonly string[] {
  const everywhere = withoutMediaRules(sheet.slice(0, MOST_CHARACTERS).replace(/\/\*[^*]{0,2000}\*\/|<!--|-->/g, ''));
  return [...everywhere.matchAll(RULE)].flatMap(([, selectors = '', style = '']) =>
    isHidingStyle(style)
      ? selectors.split(',').flatMap((one) => /^\s*(?:\w{1,20})?([.#][\w-]{1,60})\s*$/.exec(one)?.[1] ?? [])
      : [],
  );
}

/** What holds for some screens says nothing of the mail. */
function withoutMediaRules(sheet: string): string {
  let kept = '';
  let depth = 0;
  let begin = 0;
  for (let at = sheet.indexOf('@media'); at !== -1; at = sheet.indexOf('@media', begin)) {
    kept += sheet.slice(begin, at);
    let end = at;
    do {
      const brace = nextBrace(sheet, end);
      if (brace === -1) return kept;
      depth += sheet[brace] === '{' ? 1 : -1;
      end = brace + 1;
    } while (depth > 0);
    depth = 0;
    begin = end;
  }
  return kept + sheet.slice(begin);
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '{' || text[at] === '}') return at;
  return -1;
}
