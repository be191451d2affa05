import { type Browser, chromium } from 'playwright-core';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** Opens one operation after the other, and says which did not show, or showed something without its name. */
const OPENING_EACH = `(async () => {
  const opened = [];
  for (const link of document.querySelectorAll('#operations a')) {
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    link.click();
    await changed;
    const said = document.querySelector('#operation h2').textContent;
    const unnamed = [...document.querySelectorAll('#operation td:first-child')].some((one) => one.textContent === '');
    opened.push(link.textContent.startsWith(said) && !unnamed ? '' : link.textContent);
  }
  return opened;
})()`;

describe('The page of the documentation, in a browser', () => {
  let system: SystemForSpecs;
  let browser: Browser;

  beforeAll(async () => {
    system = await systemForSpecs();
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  it('finds an operation, opens it and shows its example, asking nobody else', async () => {
    const asked: string[] = [];
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) problems.push(message.text());
    });
    await page.route('**/*', (route) => {
      const { host, pathname } = new URL(route.request().url());
      asked.push(host === new URL(system.url).host ? pathname : `${host} refused`);
      return host === new URL(system.url).host ? route.continue() : route.abort();
    });
    await page.goto(`${system.url}/docs`);
    const links = page.locator('#operations a:visible');
    await links.first().waitFor();
    const all = await links.count();
    await page.fill('#search', 'AcknowledgeDirective');
    expect([all > 150, await links.allInnerTexts()]).toEqual([true, [expect.stringContaining('/acknowledge')]]);
    await links.first().click();
    const example = page.locator('#operation .example').first();
    await example.waitFor();
    expect(JSON.parse(await example.innerText())).toEqual({ acknowledgedOn: '2025-01-20' });
    expect(await page.locator('#operation').innerText()).toMatch(/Acting-Grant[\s\S]*not-addressed[\s\S]*R-10\.1/);
    expect(problems).toEqual([]);
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual([
      '/docs',
      '/docs/docs.css',
      '/docs/docs.js',
      '/openapi.json',
    ]);
  });

  it('finds operations by what is inside them, and shows fields of answers, and which codes a filter takes', async () => {
    const page = await browser.newPage();
    await page.goto(`${system.url}/docs`);
    const links = page.locator('#operations a:visible');
    await links.first().waitFor();
    const found = async (words: string) => {
      await page.fill('#search', words);
      return links.allInnerTexts();
    };
    expect(await found('not-addressed')).toContainEqual(expect.stringContaining('/directives/{id}/acknowledge'));
    expect(await found('WHO_ASSIST')).toContainEqual(expect.stringContaining('POST /screenings/batch'));
    expect(await found('not-a-word-here')).toEqual([]);
    expect((await found('dpo get')).length).toBeGreaterThan(1);
    expect(await found('acknowledgeBy')).toContainEqual(expect.stringContaining('GET /directives'));
    await page.goto(`${system.url}/docs#directives`);
    const fields = page.locator('#operation .fields');
    await fields.waitFor();
    expect(await fields.innerText()).toMatch(/items\.acknowledgeBy\s+string, date\s+\S*\s*Until when everybody/);
    const status = page.locator('#operation tr', { has: page.locator('td:first-child code', { hasText: /^status$/ }) });
    expect(await status.first().innerText()).toMatch(/list of DirectiveStatuses/);
    expect(await status.first().locator('pre').textContent()).toMatch(/`REVOKED`/);
    await page.goto(`${system.url}/docs#AcknowledgeDirective`);
    await page.locator('#operation code', { hasText: /^context\.occurredAt$/ }).waitFor();
    await page.close();
  });

  it('opens every operation, each from what is there already', async () => {
    const page = await browser.newPage();
    await page.goto(`${system.url}/docs`);
    await page.locator('#operations a').first().waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const shown = await page.evaluate<string[]>(OPENING_EACH);
    expect([shown.length > 150, shown.filter((one) => one !== ''), requests]).toEqual([true, [], []]);
  });
});
