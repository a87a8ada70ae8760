// Holds the schema and the shipped operations to the tools of front-end teams: `node run.mjs`. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { buildSchema } from 'graphql';

import { held } from './breaking.mjs';
import { looked, shipped } from './operations.mjs';

const here = new URL('.', import.meta.url);
const root = new URL('../../', here);
const contract = new URL('schema/', root);
const generated = new URL('generated/', here);

/** Runs one of the installed programs in a folder; when it fails, what it says is the problem. */
function programIn(cwd, name, ...args) {
  const command = fileURLToPath(new URL(`node_modules/.bin/${name}`, here));
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  if (status === 0) return [];
  return [`${name} failed${error ? ` (${error.message})` : ''}:\n${stdout ?? ''}${stderr ?? ''}`.trimEnd()];
}

/** Runs programs in this folder until one fails. */
function programs(...commands) {
  for (const command of commands) {
    const problems = programIn(here, ...command);
    if (problems.length > 0) return problems;
  }
  return [];
}

const folder = (name) => mkdirSync(new URL(`${name}/`, generated), { recursive: true });
const schema = buildSchema(readFileSync(new URL('schema.graphql', contract), 'utf8'));
const operations = shipped(contract);
const count = operations.size;

/** Every check: what holds when it finds nothing, and what it finds. */
const checks = {
  async breaking() {
    const { problems, tried } = await held(contract);
    return [`nothing breaks a client of the released schema (the check itself was tried in ${tried} ways)`, problems];
  },
  operations() {
    const { problems, covered, fields } = looked(schema, operations);
    const share = Math.round((100 * covered) / fields);
    return [`${count} operations are valid and ask for ${covered} of ${fields} fields (${share} percent)`, problems];
  },
  eslint() {
    // From the root: ESLint passes over what lies outside of the folder it is started in.
    const config = ['--config', 'tests/clients/eslint.config.js', '--max-warnings', '0'];
    const problems = programIn(root, 'eslint', ...config, 'schema/schema.graphql', 'schema/operations');
    return ['graphql-eslint has nothing to say about the schema and the operations', problems];
  },
  relay() {
    folder('relay');
    const problems = programIn(new URL('relay/', here), 'relay-compiler', 'relay.config.json');
    return ['relay-compiler compiles pages, refetched fragments and mutations', problems];
  },
  codegen() {
    const problems = programs(['graphql-codegen', '--config', 'codegen/codegen.ts'], ['tsc', '-p', 'codegen']);
    if (problems.length === 0) {
      const manifest = readFileSync(new URL('codegen/persisted-documents.json', generated), 'utf8');
      const persisted = Object.keys(JSON.parse(manifest)).length;
      if (persisted !== count) problems.push(`${persisted} documents are persisted, of ${count}`);
    }
    return [`GraphQL Code Generator writes ${count} typed and persisted documents, which TypeScript takes`, problems];
  },
  tada() {
    folder('tada');
    const documents = [...operations].map(([name, text]) => `export const ${name} = graphql(${JSON.stringify(text)});\n`);
    const head = readFileSync(new URL('tada/head.ts', here), 'utf8');
    writeFileSync(new URL('tada/operations.ts', generated), `${head}\n${documents.join('')}`);
    const problems = programs(['gql.tada', 'generate-output', '--tsconfig', 'tada/tsconfig.json'], ['tsc', '-p', 'tada']);
    return [`gql.tada reads the types of ${count} operations out of their text`, problems];
  },
};

rmSync(generated, { recursive: true, force: true });
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const [holds, problems] = await check();
  if (problems.length === 0) console.log(`${name}: ${holds}`);
  else console.error(`${name}: ${problems.length} problems\n${problems.map((it) => `  ${it.replaceAll('\n', '\n  ')}`).join('\n')}`);
  failed += problems.length;
}
process.exit(failed === 0 ? 0 : 1);
