// Writes dist/NOTICE.txt: our NOTICE, then every package that the page is built from, with the text of its licence.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Licences that let us ship the page as we do. A package under any other stops the build until someone has read it. */
const READ_AND_FINE = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'PSF-2.0']);
const LICENCE_FILE = /^(licen[cs]e|copying|notice|thirdpartynotices)/i;
const RULE = `\n\n${'='.repeat(80)}\n`;

const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));
const notices = new Map();
for (const [folder, { dev, devOptional, version, license }] of Object.entries(packages)) {
  // The first entry is this package itself; tools that only build it are not in the page.
  if (folder === '' || dev || devOptional) continue;
  const name = folder.split('node_modules/').pop();
  if (!READ_AND_FINE.has(license)) {
    throw new Error(`${name} ${version} is under "${license}". Read that licence, then add it to scripts/notices.mjs.`);
  }
  notices.set(`${name} ${version}, ${license}`, await licenceText(folder));
}
const list = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([heading, text]) => `${heading}\n\n${text}`);
await writeFile('dist/NOTICE.txt', [await readFile('NOTICE', 'utf8'), ...list].join(RULE));
console.log(`dist/NOTICE.txt: ${list.length} packages`);

async function licenceText(folder) {
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.length ? texts.join('\n').trim() : '(The package names its licence and brings no text of its own.)';
}
