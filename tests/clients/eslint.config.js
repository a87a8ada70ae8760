// How `@graphql-eslint` holds the schema and the operations. Everything it has is on; what is off or set says why beside it.
import { fileURLToPath } from 'node:url';

import graphql from '@graphql-eslint/eslint-plugin';

import { requireRemovalDay } from './removal.mjs';

const path = (name) => fileURLToPath(new URL(`../../schema/${name}`, import.meta.url));
const rules = (...names) => Object.assign({}, ...names.map((name) => graphql.configs[`flat/${name}`].rules));
const graphQLConfig = { schema: path('schema.graphql'), documents: path('operations/*.graphql') };

export default [
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig } },
    plugins: { '@graphql-eslint': graphql, sextant: { rules: { 'require-removal-day': requireRemovalDay } } },
  },
  {
    files: ['**/schema.graphql'],
    rules: {
      ...rules('schema-recommended', 'schema-all', 'schema-relay'),

      // There are mutations, and they are meant: officers write.
      '@graphql-eslint/no-root-type': 'off',

      // The file is what the server prints, sorted by code point, and a test in Rust compares every byte of it. The rule sorts
      // as a dictionary does (NEIGHBOUR_LISTS before NEIGHBOURS), and cannot be told otherwise.
      '@graphql-eslint/alphabetize': 'off',

      // One line of description in quotes, more lines in a block, as the server prints them: nothing a client sees differs, and
      // the file is half as long. The rule wants one of the two throughout.
      '@graphql-eslint/description-style': 'off',

      // What stands on its own implements Node and has an id; most types do not: a figure, a reason, a page, a group of rows
      // are values, and an id that nothing can be read by would mislead every cache. The rule knows no such types but by a
      // list of some two hundred names. GraphQL itself sees to the id of what implements Node.
      '@graphql-eslint/strict-id-in-types': 'off',

      // The same with the argument that the specification has for it: see removal.mjs.
      '@graphql-eslint/require-deprecation-date': 'off',
      'sextant/require-removal-day': 'error',

      // Groups are paged forwards alone: their order can be that of a figure worked out over them. The specification asks for one
      // of the two directions.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],

      // Not asked for by the specification of connections, and wrong here: the rows of a page also come without their
      // cursors (`nodes`), short lists that cannot grow are plain lists, and a group of rows has no id to be a Node by.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
  {
    files: ['**/operations/*.graphql'],
    rules: {
      ...rules('operations-recommended', 'operations-all'),

      // A file is named after its operation, letter by letter.
      '@graphql-eslint/match-document-filename': [
        'error',
        Object.fromEntries(['query', 'mutation', 'subscription'].map((kind) => [kind, { style: 'PascalCase' }])),
      ],

      // The order of what is selected is the order of the answer: people read these, title first and details last.
      '@graphql-eslint/alphabetize': 'off',

      // A file is sent as it is, without a tool that puts it together: its fragments are in it.
      '@graphql-eslint/lone-executable-definition': 'off',

      // The depth that the server itself allows: 12 levels, counted from 0 here.
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 11 }],
    },
  },
];
