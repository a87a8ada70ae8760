// A stand-in for the Sextant server, for checks of the page alone: the built files under the real content security
// policy, the real ready operations, and a GraphQL endpoint that answers introspection of a small schema.

import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, graphql } from 'graphql';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const OPERATIONS = fileURLToPath(new URL('../../schema/operations', import.meta.url));

/** The policy of the server's own pages. The page has to work under exactly this. */
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
  "font-src 'self' data:; img-src 'self' data:; connect-src 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

const SCHEMA = buildSchema(`
  "The stand-in's questions." type Query { "Says hello." hello(name: String = "you"): String! }
  "The stand-in's changes." type Mutation { "Changes nothing." touch: Boolean! }
`);

/** Two more than `schema/operations/` holds: one with variables, and one that must never run by itself. */
const EXTRA = [
  {
    name: 'Hello',
    title: 'Say hello',
    description: 'With a variable.',
    group: 'Of the stand-in',
    needs: null,
    query: 'query Hello($name: String) {\n  hello(name: $name)\n}\n',
    variables: { name: 'Thurrock' },
  },
  {
    name: 'Touch',
    title: 'Touch',
    description: 'A mutation.',
    group: 'Of the stand-in',
    needs: 'officer',
    query: 'mutation Touch {\n  touch\n}\n',
    variables: null,
  },
];

/** Starts the stand-in on a free port. `requests` collects every GraphQL request, with its headers, as it came in. */
export async function serve({ port = 0, brokenList = false } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', POLICY);
    try {
      if (request.url === '/graphql') return await answerGraphql(request, response, requests);
      if (request.url === '/operations.json') return await answerOperations(response, brokenList);
      await answerFile(request, response);
    } catch (error) {
      response.writeHead(404).end(String(error));
    }
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, requests, close: () => server.close() };
}

async function answerGraphql(request, response, requests) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { query, variables, operationName } = JSON.parse(body);
  requests.push({ method: request.method, headers: request.headers, query, variables, operationName });
  const result = await graphql({
    schema: SCHEMA,
    source: query,
    variableValues: variables,
    operationName,
    rootValue: { hello: ({ name }) => `Hello, ${name}.`, touch: () => true },
  });
  response.writeHead(result.data ? 200 : 400, { 'content-type': 'application/graphql-response+json' });
  response.end(JSON.stringify(result));
}

async function answerOperations(response, broken) {
  if (broken) return response.writeHead(503).end();
  const operations = await readOperations();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(operations));
}

/** As the server reads them, but for the order of the headings: the comment lines at the top say what it is. */
export async function readOperations() {
  const files = (await readdir(OPERATIONS)).filter((file) => extname(file) === '.graphql').sort();
  const own = files.map(async (file) => {
    const query = await readFile(join(OPERATIONS, file), 'utf8');
    const comment = query.match(/^(#.*\n)*/)[0].trim();
    const [title, ...lines] = comment.split('\n').map((line) => line.replace(/^# ?/, ''));
    const said = (key) => lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? null;
    const description = lines.filter((line) => !/^(Group|Needs): /.test(line)).join(' ');
    const name = file.replace('.graphql', '');
    return { name, title, description, group: said('Group'), needs: said('Needs'), query, variables: null };
  });
  return [...(await Promise.all(own)), ...EXTRA].sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
}

async function answerFile(request, response) {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  const file = join(DIST, path === '/' ? 'index.html' : path);
  const content = await readFile(file);
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content);
}

// `node check/serve.mjs [port]` serves for a person to look.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve({ port: Number(process.argv[2] ?? 8081) });
  console.log(`The built page, on a stand-in server: ${url}`);
}
