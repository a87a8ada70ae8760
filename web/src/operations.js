// The ready operations: the documents of `schema/operations/`, as the server lists them.

import { getOperationAST, parse } from 'graphql';

/** The operation that the first tab shows, so that a newcomer presses Run and reads a scorecard. */
const FIRST_OPERATION = 'Card';

/** Shown in the first tab when the list cannot be had. */
const FALLBACK_QUERY = '# Write a query here, then press Ctrl-Enter (Cmd-Enter on a Mac).\nquery { __typename }\n';

/** The operations under their headings, both in the order in which the server lists them. */
export function byHeading(operations) {
  const headings = new Map();
  for (const operation of operations) {
    headings.set(operation.group, [...(headings.get(operation.group) ?? []), operation]);
  }
  return [...headings];
}

/** Fetches the list. Never throws: the editor is useful without it, so a failure becomes `problem`, in plain words. */
export async function loadOperations() {
  try {
    const response = await fetch('/operations.json', { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
    const entries = await response.json();
    if (!Array.isArray(entries)) throw new Error('the answer is not a list');
    return { operations: entries.map(readOperation), problem: null };
  } catch (error) {
    return { operations: [], problem: `The list of ready operations could not be loaded: ${error.message}.` };
  }
}

/** What the first tab holds. */
export function firstOperation(operations) {
  return (
    operations.find(({ name }) => name === FIRST_OPERATION) ?? operations[0] ?? { query: FALLBACK_QUERY, variables: '' }
  );
}

function readOperation({ name, title, description, group, needs, query, variables }) {
  return {
    name,
    title: title || name,
    description,
    group,
    needs,
    query,
    variables: variablesText(variables),
    ...readDocument(query, name),
  };
}

/** The editor holds variables as text; an operation without variables gets an empty editor, not `{}`. */
function variablesText(variables) {
  return variables && Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '';
}

/** `kind` decides whether a click may run it. A document that does not parse opens, but never runs by itself. */
function readDocument(query, name) {
  try {
    const document = parse(query);
    return { document, kind: getOperationAST(document, name)?.operation ?? 'unknown' };
  } catch {
    return { document: null, kind: 'unknown' };
  }
}
