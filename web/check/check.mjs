// `npm run check` opens the built page in a headless Chromium, under the server's content security policy, and uses it.
// Then it does so with the plain pages of the real server, on a demo database of its own (see pages.mjs).
// `npm run check -- FOLDER` also leaves screenshots there.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startChromium } from './chromium.mjs';
import { checkPages, checkQuestions, startSextant } from './pages.mjs';
import { readOperations, serve } from './serve.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.argv[2];

const READY = `document.querySelector('.ready-operations button:enabled') && document.querySelector('.view-line')`;
const TABS = `[...document.querySelectorAll('[id^=graphiql-session-tab]')].map((tab) => tab.textContent)`;
const EDITOR = `document.querySelector('.graphiql-query-editor .view-lines').textContent`;
// Monaco draws a space as a no-break space.
const RESPONSE = `document.querySelector('.graphiql-response').textContent.replace(/\u00a0/g, ' ')`;
const button = (title) =>
  `[...document.querySelectorAll('.ready-operations button')].find((b) => b.textContent.startsWith('${title}'))`;
const sent = (server) => server.requests.filter(({ operationName }) => operationName !== 'IntrospectionQuery');

const checks = {
  async 'starts with the scorecard, asks the server for its schema, and runs nothing'(page, server) {
    assert.deepEqual(await page.evaluate(TABS), ['Card']);
    assert.match(await page.evaluate(EDITOR), /query\s+Card/);
    const [introspection] = server.requests;
    assert.equal(introspection.operationName, 'IntrospectionQuery');
    assert.equal(introspection.method, 'POST');
    assert.equal(introspection.headers['content-type'], 'application/json');
    assert.equal(introspection.headers.accept, 'application/graphql-response+json');
    assert.deepEqual(sent(server), []);
  },

  async 'offers every ready operation, in order'(page) {
    const shown = `[...document.querySelectorAll('.ready-operations strong')].map((title) => title.textContent)`;
    const titles = await page.evaluate(shown);
    const operations = await readOperations();
    assert.deepEqual(titles, operations.map(({ title }) => title));
    const headings = await page.evaluate(`[...document.querySelectorAll('.ready-operations h3')].map((h) => h.textContent)`);
    assert.deepEqual(headings, [...new Set(operations.map(({ group }) => group))]);
  },

  async 'icons keep their names when the code is made small'(page) {
    const names = await page.evaluate(`[...document.querySelectorAll('svg title')].map((t) => t.textContent)`);
    assert.ok(names.includes('play icon'), names.join());
  },

  async 'one click opens a query in a tab and runs it, with its variables'(page, server) {
    await page.evaluate(`${button('Say hello')}.click()`);
    await page.until(`${RESPONSE}.includes('Hello, Thurrock.')`);
    assert.deepEqual(await page.evaluate(TABS), ['Card', 'Hello']);
    assert.equal(sent(server).length, 1);
    assert.equal(sent(server)[0].operationName, 'Hello');
    assert.deepEqual(sent(server)[0].variables, { name: 'Thurrock' });
  },

  async 'clicks on other operations send their own name, and errors are shown as the server words them'(page, server) {
    await page.evaluate(`${button('Say hello')}.click()`);
    await page.until(`${RESPONSE}.includes('Hello, Thurrock.')`);
    await page.evaluate(`${button('Where do we stand this term')}.click()`);
    await page.until(`${RESPONSE}.includes('Cannot query field')`);
    assert.deepEqual(sent(server).map(({ operationName }) => operationName), ['Hello', 'Card']);
    // The Card tab was open and untouched: it is used again.
    assert.deepEqual(await page.evaluate(TABS), ['Card', 'Hello']);
  },

  async 'a mutation opens but is not run'(page, server) {
    await page.evaluate(`${button('Touch')}.click()`);
    await page.until(`(${TABS}).includes('Touch')`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(sent(server), []);
    await page.evaluate(`document.querySelector('.graphiql-execute-button').click()`);
    await page.until(`${RESPONSE}.includes('touch')`);
    assert.equal(sent(server)[0].operationName, 'Touch');
  },

  async 'works from the keyboard alone'(page) {
    await page.evaluate(`document.activeElement.blur()`);
    for (let presses = 0; !(await page.evaluate(`document.activeElement === ${button('Say hello')}`)); presses++) {
      assert.ok(presses < 40, 'Tab never reached the ready operations');
      await page.key('Tab');
    }
    await page.key('Enter');
    await page.until(`${RESPONSE}.includes('Hello, Thurrock.')`);
    assert.match(await page.evaluate(`document.querySelector('.ready-operations [role=status]').textContent`), /run/);
  },

  async 'remembers the tabs over a reload, and adds none'(page, server) {
    await page.evaluate(`${button('Say hello')}.click()`);
    await page.until(`${RESPONSE}.includes('Hello, Thurrock.')`);
    await new Promise((resolve) => setTimeout(resolve, 1500)); // GraphiQL stores the tabs after a pause.
    await page.goto(server.url);
    await page.until(READY);
    assert.deepEqual(await page.evaluate(TABS), ['Card', 'Hello']);
  },
};

/** What must hold on every page, whatever was done on it. */
async function checkManners(page, server) {
  const outside = page.asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(server.url));
  assert.deepEqual(outside, [], 'requests to the outside');
  const unexpected = page.complaints.filter((text) => !text.includes('status of 400'));
  assert.deepEqual(unexpected, [], 'errors in the console');
}

async function checkLooks(page, name) {
  assert.ok(await page.evaluate(`document.documentElement.scrollHeight <= innerHeight`), 'the page scrolls down');
  assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth`), 'the page scrolls sideways');
  await page.evaluate(AXE);
  // Our own parts must be clean. GraphiQL's are upstream's; README.md says what is known of them.
  const ours = await page.evaluate(`axe.run({ include: ['.skip-link', '.page-header', '.ready-operations'] },
    { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => ({
      broken: r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' | ')),
      undecided: r.incomplete.map((v) => v.id), passed: r.passes.length }))`);
  assert.deepEqual(ours.broken, [], 'accessibility');
  assert.ok(ours.passed > 5, 'axe looked at nothing');
  if (pictures) await writeFile(join(pictures, `${name}.png`), await page.screenshot());
}

const browser = await startChromium();
let failures = 0;

function report(name, error, more = []) {
  if (!error) return console.log(`ok    ${name}`);
  failures += 1;
  console.log([`FAIL  ${name}`, error.stack ?? error, ...more].join('\n'));
}

async function run(name, { list = 'whole', ...view }, check) {
  const server = await serve({ brokenList: list === 'broken' });
  const page = await browser.newPage(view);
  try {
    await page.goto(server.url);
    await page.until(list === 'broken' ? `document.querySelector('.view-line')` : READY);
    await check(page, server);
    if (list === 'whole') await checkManners(page, server);
    report(name);
  } catch (error) {
    report(name, error, page.complaints);
  } finally {
    await page.close();
    server.close();
  }
}

for (const [name, check] of Object.entries(checks)) await run(name, {}, check);
for (const width of [1280, 800]) {
  for (const dark of [false, true]) {
    const name = `looks-${width}-${dark ? 'dark' : 'light'}`;
    await run(name, { width, dark }, (page) => checkLooks(page, name));
  }
}
await run('without the list it says so, and the editor works', { list: 'broken' }, async (page) => {
  const text = await page.evaluate(`document.querySelector('.ready-operations [role=alert]').textContent`);
  assert.match(text, /could not be loaded.*503.*Reload/);
  assert.match(await page.evaluate(EDITOR), /__typename/);
});
const sextant = await startSextant();
try {
  await checkPages(browser, sextant.url, AXE, pictures, report);
  report('every public question has an answer', await checkQuestions(sextant.url).catch((error) => error));
} finally {
  await sextant.stop();
  await browser.close();
}
process.exitCode = failures ? 1 : 0;
