// Validation: the server and graphql-js, the reference implementation, accept and refuse the same documents.
import { buildClientSchema, getIntrospectionQuery, parse, validate, validateSchema } from 'graphql';
import { documents } from './documents.mjs';
import { differences } from './differences.mjs';

/** What refuses a document before anything is executed. Fragments that go round in a circle meet a limit before they meet the rule. */
const REFUSALS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'COST_LIMIT']);

/** Values for the variables that the documents define, so that none is refused for what it was not given. */
const VARIABLES = { n: 3, m: 3, t: '1', u: '1', b: true, f: {}, k: { urn: '1' } };

async function ask(url, query) {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  // The first operation where there are several; variables that a document does not define are of no account.
  const operationName = /^(query|mutation) A /m.test(query) ? 'A' : undefined;
  const body = JSON.stringify({ query, variables: VARIABLES, operationName });
  const response = await fetch(url, { method: 'POST', headers, body });
  return response.json();
}

/** Why graphql-js refuses a document; undefined where it accepts it. */
function refusal(schema, text) {
  try {
    return validate(schema, parse(text))[0]?.message;
  } catch (error) {
    return error.message;
  }
}

/** Compares the verdicts on every document. Gives how many differ that are not known to. */
export async function agreement(url) {
  const { data } = await ask(url, getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true, directiveIsRepeatable: true }));
  const schema = buildClientSchema(data);
  const faults = validateSchema(schema);
  for (const fault of faults) console.log(`  the schema is not valid: ${fault.message}`);
  let wrong = faults.length;
  let refused = 0;
  const met = new Set();
  const all = documents(schema);
  for (const { name, text } of all) {
    const theirs = refusal(schema, text);
    if (theirs) refused += 1;
    const { errors = [] } = await ask(url, text);
    const ours = errors.find((error) => REFUSALS.has(error.extensions?.code));
    if (Boolean(theirs) === Boolean(ours)) continue;
    if (differences.has(name)) {
      met.add(name);
    } else {
      wrong += 1;
      console.log(`  ${name}: graphql-js says ${theirs ?? 'yes'}; the server says ${ours?.message ?? 'yes'}\n    ${text.replaceAll('\n', ' ')}`);
    }
  }
  for (const name of differences.keys()) {
    if (met.has(name)) continue;
    wrong += 1;
    console.log(`  ${name}: is listed as a difference and is none any more; take it off the list`);
  }
  console.log(`Validation: ${all.length} documents, of which ${refused} are refused; ${differences.size} kinds of known differences, ${wrong} others`);
  return wrong;
}
