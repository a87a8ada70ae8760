// The shipped operations: whether graphql-js finds them valid, and how much of the schema they show.
import { readFileSync, readdirSync } from 'node:fs';

import { coverage } from '@graphql-inspector/core';
import { Source, parse, validate } from 'graphql';

/** The texts of the shipped operations, by name. */
export function shipped(folder) {
  const names = readdirSync(new URL('operations/', folder)).filter((name) => name.endsWith('.graphql'));
  const read = (name) => readFileSync(new URL(`operations/${name}`, folder), 'utf8');
  return new Map(names.sort().map((name) => [name.replace('.graphql', ''), read(name)]));
}

/** What is wrong with the operations, and how many of the schema's fields they ask for. */
export function looked(schema, operations) {
  const problems = [...operations].flatMap(([name, text]) =>
    validate(schema, parse(text)).map((error) => `${name}: ${error.message}`),
  );
  const { stats } = coverage(schema, [...operations].map(([name, text]) => new Source(text, name)));
  return { problems, covered: stats.numFieldsCovered, fields: stats.numFields };
}
