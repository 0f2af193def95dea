/** A mail to try, filled into the page's form. */
export interface Sample {
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly autoSubmitted: boolean;
}

/** The question of the blueprint that this project grew from. */
export const IRA_SAMPLE: Sample = {
  name: 'Question about IRA',
  subject: 'Question about IRA',
  text: [
    'Hello,',
    '',
    'I have some questions about my IRA:',
    '1. Can I roll over money from my old employer into it?',
    '2. How much may I contribute this year?',
    '3. Is my contribution tax deductible?',
    '4. When may I take money out without a penalty?',
    '5. How do I change my beneficiary?',
    '',
    'Thank you,',
    'Jordan Reyes',
  ].join('\n'),
  html: '',
  autoSubmitted: false,
};

const HTML_WITH_HISTORY: Sample = {
  name: 'HTML with quoted history',
  subject: 'Re: Your 529 account',
  text: '',
  html: [
    '<html><body style="font-family:sans-serif">',
    '<p>Hi,</p><p>thanks. My daughter starts <b>college</b> in August, so I would like to pay her tuition from the',
    '<b>529 plan</b> now. Which form does the university need, and how long does the withdrawal take?</p><p>Ann</p>',
    '<div class="gmail_quote">On Tue, Mar 3, 2026 at 9:12 AM Support &lt;support@acme.example&gt; wrote:<br>',
    '<blockquote>Dear Ann,<br>we have your request about the 401(k) loan and your IRA rollover on file.</blockquote></div>',
    '</body></html>',
  ].join('\n'),
  autoSubmitted: false,
};

const HOSTILE: Sample = {
  name: 'Hostile HTML',
  subject: '<img src=x onerror="document.title=\'owned\'"> 401k balance',
  text: '',
  html: '<script>document.title="owned"</script><p onclick="alert(1)">What is my 401k balance?</p><iframe src="javascript:alert(2)"></iframe>',
  autoSubmitted: false,
};

const OUT_OF_OFFICE: Sample = {
  name: 'Out of office',
  subject: 'Automatic reply: Your statement',
  text: 'I am out of the office until Monday and will answer your message then.',
  html: '',
  autoSubmitted: true,
};

const HUGE_PARAGRAPH =
  'I have gone through every statement of my 401k since I joined the plan and want to know how the employer match of each quarter was computed. ';

/** About 300 KB: far more than a classifier takes. */
function huge(): Sample {
  const text = `${HUGE_PARAGRAPH.repeat(8)}\n\n`.repeat(270);
  return { name: 'Huge mail', subject: 'All of my 401k statements', text, html: '', autoSubmitted: false };
}

/** One mail that the classifier has never seen for each label, and the cases that are easy to get wrong. */
export function samples(
  labels: readonly string[],
  heldOut: readonly { readonly label: string; readonly subject: string; readonly body: string }[],
): readonly Sample[] {
  const perLabel = labels.flatMap((label): Sample[] => {
    const mail = heldOut.find((one) => one.label === label);
    if (mail === undefined) return [];
    return [{ name: label, subject: mail.subject, text: mail.body, html: '', autoSubmitted: false }];
  });
  return [...perLabel, IRA_SAMPLE, HTML_WITH_HISTORY, OUT_OF_OFFICE, HOSTILE, huge()];
}
