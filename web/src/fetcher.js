// How the editor talks to the server: GraphQL over HTTP, one POST for one operation.

const ENDPOINT = '/graphql';

/**
 * Sends one request and returns the GraphQL answer. An answer with a 4xx status is still a GraphQL answer: its `errors`
 * say what is wrong, so they are shown as they are. Anything that is not GraphQL becomes an error in plain words.
 */
export async function fetcher(request, { headers } = {}) {
  const response = await send(request, headers);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `The server answered ${response.status} ${response.statusText}, and not with GraphQL. ` +
        `Try again; if it stays so, see /readyz. The answer began: ${text.slice(0, 200)}`,
    );
  }
}

async function send(request, headers) {
  try {
    return await fetch(ENDPOINT, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(request),
    });
  } catch (error) {
    throw new Error(`The server could not be reached (${error.message}). Check that it is running, then try again.`);
  }
}
