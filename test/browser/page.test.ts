import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { readHeldOut } from '../../corpus/read-corpus';
import { emailText } from '../../lambda/email-text';
import { type OpenSandbox, openSandbox } from '../../sandbox/open-sandbox';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

let browser: Browser;
let open: OpenSandbox;
let shots: string;
beforeAll(async () => {
  const executablePath = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no browser: apt-get install chromium, or set CHROMIUM to one');
  const root = process.cwd();
  const heldOut = readHeldOut(root).map((mail) => ({ ...mail, text: emailText(mail.subject, mail.body) }));
  open = await openSandbox({
    ...{ root, heldOut, environment: 'dev', host: '127.0.0.1', port: 0, smtpPort: 0, limited: false },
    report: (message) => console.error(message),
  });
  browser = await chromium.launch({ executablePath, args: FLAGS });
  shots = await mkdtemp(join(tmpdir(), 'page-screenshots-'));
  console.info(`screenshots: ${shots}`);
});
afterAll(async () => {
  await browser?.close();
  await open?.close();
});

/** Opens the page, lets `visit` work, and fails for any complaint of the browser. */
async function visiting(options: BrowserContextOptions, visit: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1380, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(open.url)) complaints.push(`asked for ${request.url()}`);
  });
  try {
    await page.goto(open.url);
    await page.locator('.samples').waitFor({ state: 'attached' });
    await visit(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

async function send(page: Page, sample: string): Promise<void> {
  await page.goto(`${open.url}#/new`);
  await page.getByRole('button', { name: sample, exact: true }).click();
  await page.getByRole('button', { name: 'Send mail' }).click();
  await page.locator('#queue').waitFor();
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(shots, `${name}.png`) });

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('a mail is sent, watched through the flow, and answered', () =>
    visiting({ colorScheme }, async (page) => {
      await send(page, 'Question about IRA');
      expect(await page.locator('#queue').textContent()).toBe('IRA');
      expect(await page.locator('.scores li').count()).toBe(4);
      const lit = await page.locator('.node.lit .name').allTextContents();
      expect(lit.join(' ')).toMatch(/Classify the message.*Find the queue.*Transfer to the/);
      expect(await page.locator('.node:not(.lit)').count()).toBeGreaterThan(0);
      await shot(page, `${colorScheme}-mail`);
      await page.getByLabel(/^Answer as an agent of IRA/).fill('Dear Jordan, yes you can.');
      await page.getByRole('button', { name: 'Send answer' }).click();
      await page.locator('.letter').waitFor();
      expect(await page.locator('.letter').textContent()).toContain('> 5. How do I change my beneficiary?');
      await shot(page, `${colorScheme}-answer`);
    }));

  test('the evaluation follows the threshold', () =>
    visiting({ colorScheme }, async (page) => {
      await page.getByRole('link', { name: 'Evaluation' }).click();
      const routed = async () => Number((await page.locator('.figures dd').first().textContent())?.split(' ')[0]);
      await page.locator('.matrix').waitFor();
      await shot(page, `${colorScheme}-evaluation`);
      const before = await routed();
      await page.getByLabel('Threshold', { exact: true }).fill('1');
      expect(await routed()).toBeLessThan(before);
    }));
});

test('a hostile mail is shown as it is written; nothing of it runs, loads or changes the page', () =>
  visiting({}, async (page) => {
    await send(page, 'Hostile HTML');
    expect(await page.title()).toBe('E-mail routing');
    expect(await page.locator('h2').textContent()).toContain('<img src=x onerror=');
    expect(await page.locator('.text pre').textContent()).toContain('<script>document.title="owned"</script>');
    expect(await page.locator('main img, main iframe, main script').count()).toBe(0);
    await shot(page, 'hostile');
  }));

test('mail that comes over SMTP appears by itself, and a fault is seen in its way', () =>
  visiting({}, async (page) => {
    const { deployment, sandbox } = open;
    await page.goto(`${open.url}#/faults`);
    await page.getByLabel('Out of service').check();
    await page.locator('#alarm').waitFor();
    await page.goto(`${open.url}#/mail`);
    await createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, ignoreTLS: true }).sendMail({
      ...{ from: 'ann@example.com', to: deployment.routes[0]?.address ?? '' },
      ...{ subject: 'Live from SMTP', text: 'my 401k' },
    });
    await page.getByText('Live from SMTP').click();
    await page.locator('#queue').waitFor();
    expect(await page.locator('.verdict').textContent()).toMatch(/GeneralSupport.*failed/);
    await shot(page, 'fault');
    await page.goto(`${open.url}#/faults`);
    await page.getByRole('button', { name: 'All off' }).click();
    await page.locator('#alarm').waitFor({ state: 'hidden' });
  }));

/** Presses Tab until the focus is on what `selector` names, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`60 Tabs do not lead to ${selector}`);
}

describe('by keyboard alone', () => {
  test('from the top of the page to a sample, sent, answered, and from mail to mail', () =>
    visiting({}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to content');
      await page.keyboard.press('Enter');
      await tabTo(page, '#new-mail');
      await page.keyboard.press('Enter');
      await tabTo(page, '.samples button:has-text("529")');
      await page.keyboard.press('Enter');
      await tabTo(page, 'button:has-text("Send mail")');
      await page.keyboard.press('Space');
      await page.locator('#queue').waitFor();
      await page.locator('[data-focus][aria-current]').waitFor(); // the list has heard of it, too
      await tabTo(page, '#answer');
      await page.keyboard.type('Dear Jordan, yes: nor j, k or n lead away from here.');
      await shot(page, 'keyboard-answer');
      await tabTo(page, 'button:has-text("Send answer")');
      await page.keyboard.press('Enter');
      await page.locator('.letter').waitFor();
      expect(await page.locator('.letter').textContent()).toContain('nor j, k or n lead away');
      const first = page.url();
      await page.keyboard.press('j');
      await page.waitForURL((url) => url.href !== first);
      await page.keyboard.press('k');
      await page.waitForURL(first);
      await page.keyboard.press('n');
      await page.waitForURL((url) => url.hash === '#/new');
    }));

  test('the threshold is moved by the arrow keys, and the content is reached past the links', () =>
    visiting({}, async (page) => {
      await tabTo(page, 'nav a[href="#/evaluation"]');
      await page.keyboard.press('Enter');
      await page.locator('.matrix').waitFor();
      for (let back = 0; back < 2; back++) await page.keyboard.press('Shift+Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to content');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.locator('#threshold:focus').count()).toBe(1);
      const value = async () => Number(await page.locator('#threshold').inputValue());
      const before = await value();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
      expect(await value()).toBeCloseTo(before + 0.01);
      expect(await page.locator('output[for="threshold"]').textContent()).toBe((before + 0.01).toFixed(2));
      await shot(page, 'keyboard-threshold');
      const routed = async () => Number((await page.locator('.figures dd').first().textContent())?.split(' ')[0]);
      const atBefore = await routed();
      await page.keyboard.press('End');
      expect(await value()).toBe(1);
      expect(await routed()).toBeLessThan(atBefore);
    }));
});

test('on a phone nothing is wider than the screen', () =>
  visiting({ viewport: { width: 390, height: 844 }, hasTouch: true }, async (page) => {
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await send(page, 'HTML with quoted history');
    for (const view of ['mail', 'new', 'evaluation', 'faults']) {
      if (view !== 'mail') await page.goto(`${open.url}#/${view}`);
      await page.locator('article').first().waitFor();
      await shot(page, `phone-${view}`);
      expect({ view, width: await width() }).toEqual({ view, width: 390 });
    }
    await page.goto(`${open.url}#/mail`);
    await page.locator('.mails a').first().waitFor();
    await shot(page, 'phone-list');
  }));

test('every control has a name', () =>
  visiting({}, async (page) => {
    for (const view of ['new', 'evaluation', 'faults']) {
      await page.goto(`${open.url}#/${view}`);
      await page.locator('article').first().waitFor();
      const nameless = await page.evaluate(`[...document.querySelectorAll('input, textarea, button, a')]
        .filter((one) => !(one.labels?.length || one.textContent.trim() || one.getAttribute('aria-label')))
        .map((one) => one.outerHTML)`);
      expect(nameless).toEqual([]);
    }
  }));
