// The plain pages of the server itself: the documentation, the questions, the query form, a scorecard. `npm run check` holds
// each, in both themes and at two widths, to WCAG 2.2 A and AA by axe, with scripts of the page switched off by its policy.
//
// `SEXTANT` names the program (`target/debug/sextant` when not said). Where it was not built, the check says so and fails.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = process.env.SEXTANT ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'debug/sextant');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fills the form and sends it, as a person would. */
const send = (fields) => `(() => {
  for (const [name, value] of Object.entries(${JSON.stringify(fields)})) document.getElementById(name).value = value;
  document.querySelector('.ask button').click();
})()`;

/** Every page, with what is done on it first and what must then be there. */
const PAGES = [
  { name: 'docs', path: '/docs', has: 'h1 ~ h2' },
  { name: 'search', path: '/docs?q=rank', has: 'table.members' },
  { name: 'type', path: '/docs/types/ScorecardLine', has: 'tr#field-rag' },
  { name: 'queries', path: '/docs/types/Query', has: 'dl.arguments' },
  { name: 'enumeration', path: '/docs/types/MissingReason', has: 'table.members' },
  { name: 'input', path: '/docs/types/SchoolBy', has: 'table.members' },
  { name: 'no-such-type', path: '/docs/types/Nothing', has: 'h1', missing: true },
  { name: 'questions', path: '/docs/questions', has: '.questions' },
  { name: 'question', path: '/docs/questions/WhereBehind', has: 'form.run' },
  { name: 'form', path: '/query', has: 'textarea' },
  { name: 'form-filled', path: '/query?operation=Series', has: 'option[selected]' },
  {
    name: 'answer',
    path: '/docs/questions/WhereBehind',
    act: `document.querySelector('.run button').click()`,
    has: 'table.answer td',
  },
  {
    name: 'answer-deep',
    path: '/docs/questions/ProgressSnapshot',
    act: `document.querySelector('.run button').click()`,
    has: 'table.answer td details',
  },
  { name: 'error', path: '/query', act: send({ query: '{ nothing }' }), has: '.problems li small', refused: true },
  {
    name: 'wrong-variables',
    path: '/query?operation=Series',
    act: send({ variables: '{term: 1}' }),
    has: '#variables[aria-invalid]',
    refused: true,
  },
  { name: 'scorecards', path: '/scorecard', has: 'table' },
  { name: 'scorecard', path: '/scorecard?strategy=thurrock-2019&term=2025/26-autumn', has: 'table' },
  { name: 'snapshot', path: '/snapshot?strategy=thurrock-2019&year=2025/26', has: 'table' },
];

/** Starts the real server on a demo database of its own. */
export async function startSextant() {
  await access(PROGRAM).catch(() => {
    throw new Error(`There is no ${PROGRAM}. Build it (cargo build --package sextant-server), or name it in SEXTANT.`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'sextant-pages-'));
  const database = `sqlite://${join(folder, 'demo.db')}`;
  const loaded = spawnSync(PROGRAM, ['demo', '--no-serve', '--database', database], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(loaded.status, 0, loaded.stderr);
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(PROGRAM, ['serve', '--database', database, '--listen', new URL(url).host], { cwd: ROOT, stdio: 'ignore' });
  const stop = async () => {
    server.kill();
    await new Promise((done) => (server.exitCode === null ? server.once('exit', done) : done()));
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(`${url}/readyz`).catch(() => ({ ok: false }))).ok) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error('the server never became ready');
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Checks every page; `report` gets the name of each check with its error, if any. */
export async function checkPages(browser, url, axe, pictures, report) {
  for (const it of PAGES) {
    for (const width of [1280, 320]) {
      for (const dark of [false, true]) {
        const name = `${it.name}-${width}-${dark ? 'dark' : 'light'}`;
        const page = await browser.newPage({ width, dark });
        const error = await checkPage(page, it, url, axe, pictures && join(pictures, `${name}.png`)).catch((error) => error);
        report(name, error);
        await page.close();
      }
    }
  }
}

async function checkPage(page, { path, act, has, missing, refused }, url, axe, picture) {
  await page.goto(url + path);
  await page.until(`document.readyState === 'complete' && document.querySelector('main h1')`);
  if (act) await page.evaluate(act);
  await page.until(`document.readyState === 'complete' && document.querySelector('main ${has}')`);
  await page.evaluate(axe);
  const found = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then((r) => ({
    broken: r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 200)).join(' | ')),
    passed: r.passes.length }))`);
  if (picture) await writeFile(picture, await page.screenshot());
  assert.deepEqual(found.broken, [], 'accessibility');
  assert.ok(found.passed > 10, 'axe looked at nothing');
  assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`), 'the page scrolls sideways');
  assert.equal(await page.evaluate(`document.scripts.length`), 0, 'there are scripts');
  const outside = page.asked.filter((asked) => !asked.startsWith(url));
  assert.deepEqual(outside, [], 'requests to the outside');
  const unexpected = page.complaints.filter((text) => !(missing || refused) || !/status of 40[04]/.test(text));
  assert.deepEqual(unexpected, [], 'errors in the console');
}

/** Every question that the public may ask has an answer, from the page and with its variables as they stand there. */
export async function checkQuestions(url) {
  const operations = await (await fetch(`${url}/operations.json`)).json();
  const open = operations.filter(({ kind, needs }) => kind === 'query' && !needs);
  assert.ok(open.length > 20, 'where have the questions gone?');
  for (const { name, query, variables } of open) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables, operationName: name }),
    });
    const { data, errors } = await response.json();
    assert.equal(errors, undefined, `${name}: ${JSON.stringify(errors)}`);
    for (const [field, answer] of Object.entries(data)) {
      assert.ok(answer !== null && answer.nodes?.length !== 0 && answer.length !== 0, `${name}.${field} says nothing`);
    }
  }
}
