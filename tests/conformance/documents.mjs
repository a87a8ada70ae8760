// Documents to be judged: the operations that are shipped, and for every rule of the specification documents that keep it and
// documents that break it, each in several places of the schema.
import { readFileSync, readdirSync } from 'node:fs';
import { isLeafType, getNamedType, isRequiredArgument } from 'graphql';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

/** Lists that take a filter, with an order's key, a text field of their rows and an object below it. */
const LISTS = [
  { list: 'schools', type: 'School', leaf: 'name', object: 'authority', below: 'name', text: 'urn', whole: 'pupils', order: 'NAME', filter: 'SchoolFilter', closed: ['status', 'OPEN'] },
  { list: 'places', type: 'Place', leaf: 'name', object: 'region', below: 'name', text: 'code', order: 'NAME', filter: 'PlaceFilter', closed: ['level', 'REGION'] },
  { list: 'outcomes', type: 'Outcome', leaf: 'raw', object: 'group', below: 'code', text: 'indicator', order: 'PERIOD', filter: 'OutcomeFilter', closed: ['level', 'REGION'] },
  { list: 'trusts', type: 'Trust', leaf: 'name', object: 'schools', args: '(first: 1)', below: 'totalCount', text: 'uid', order: 'NAME', filter: 'TrustFilter', closed: ['kind', 'MULTI_ACADEMY'] },
];

/** What is said of a list, by rule: the name, and the document. */
function aboutList({ list, type, leaf, object, args = '', below, text, whole, order, filter, closed: [field, value] }) {
  const of = (selection, before = '', arguments_ = '(first: 1)') => `query Q${before} { ${list}${arguments_} { nodes { ${selection} } } }`;
  const child = `${object}${args} { ${below} }`;
  const filtered = (literal) => of(leaf, '', `(first: 1, filter: ${literal})`);
  const withVariable = (definition, use) => of(leaf, `(${definition})`, use);
  return Object.entries({
    // Fields and selections.
    'leaf': of(leaf),
    'object with a selection': of(child),
    'unknown field': of('nothingOfTheKind'),
    'unknown field below': of(`${object}${args} { nothingOfTheKind }`),
    'leaf with a selection': of(`${leaf} { x }`),
    'object without a selection': of(`${object}${args}`),
    'empty selection': of(''),
    '__typename': of(`__typename ${leaf}`),
    '__schema below the root': of('__schema { queryType { name } }'),
    'alias': of(`a: ${leaf} b: ${leaf}`),
    'same field twice': of(`${leaf} ${leaf}`),
    'two fields under one name': of(`a: ${leaf} a: __typename`),
    'two fields under one name below': of(`${child} ${object}${args} { ${below}: __typename }`),
    'one name with other arguments': `query Q { a: ${list}(first: 1) { nodes { ${leaf} } } a: ${list}(first: 2) { nodes { ${leaf} } } }`,
    'one name with the same arguments': `query Q { a: ${list}(first: 1) { nodes { ${leaf} } } a: ${list}(first: 1) { nodes { __typename } } }`,
    // Arguments.
    'unknown argument': of(leaf, '', '(first: 1, nothing: 1)'),
    'argument twice': of(leaf, '', '(first: 1, first: 1)'),
    'no arguments in brackets': of(leaf, '', '()'),
    'argument of a leaf': of(`${leaf}(x: 1)`),
    'text for a number': of(leaf, '', '(first: "1")'),
    'decimal for a number': of(leaf, '', '(first: 1.0)'),
    'yes for a number': of(leaf, '', '(first: true)'),
    'number beyond 32 bits': of(leaf, '', '(first: 2147483648)'),
    'null for an optional argument': of(leaf, '', '(first: null)'),
    'number for a text': of(leaf, '', '(after: 1)'),
    'list for a number': of(leaf, '', '(first: [1])'),
    // Input objects, lists and closed lists.
    'empty filter': filtered('{}'),
    'filter': filtered(`{${text}: {eq: "1"}}`),
    'filter with a list': filtered(`{${text}: {in: ["1", "2"]}}`),
    'one value for a list': filtered(`{${text}: {in: "1"}}`),
    'empty list': filtered(`{${text}: {in: []}}`),
    'null in a list': filtered(`{${text}: {in: [null]}}`),
    'list in a list': filtered(`{${text}: {in: [["1"]]}}`),
    'unknown field of an input': filtered('{nothing: 1}'),
    'field of an input twice': filtered(`{${text}: {eq: "1"}, ${text}: {eq: "2"}}`),
    'text for an input': filtered('"x"'),
    'list for an input': filtered('[1]'),
    'number in place of a text': filtered(`{${text}: {eq: 1}}`),
    'closed list': filtered(`{${field}: {eq: ${value}}}`),
    'unknown value of a closed list': filtered(`{${field}: {eq: NOTHING}}`),
    'text for a closed list': filtered(`{${field}: {eq: "${value}"}}`),
    'number for a closed list': filtered(`{${field}: {eq: 1}}`),
    'nested filter': filtered(`{and: [{not: {${text}: {eq: "1"}}}, {or: []}]}`),
    'order': of(leaf, '', `(orderBy: [{field: ${order}, direction: DESC}])`),
    'order without its field': of(leaf, '', '(orderBy: [{direction: DESC}])'),
    'order with null for its field': of(leaf, '', '(orderBy: [{field: null}])'),
    ...(whole ? {
      'whole number': filtered(`{${whole}: {gte: 1}}`),
      'whole number beyond 32 bits': filtered(`{${whole}: {gte: 99999999999}}`),
      'text for a whole number': filtered(`{${whole}: {gte: "1"}}`),
      'decimal for a whole number': filtered(`{${whole}: {gte: 1.5}}`),
    } : {}),
    // Variables.
    'variable': withVariable('$n: Int', '(first: $n)'),
    'variable that must be given': withVariable('$n: Int!', '(first: $n)'),
    'variable with a default': withVariable('$n: Int = 3', '(first: $n)'),
    'variable with a default of another type': withVariable('$n: Int = "3"', '(first: $n)'),
    'variable with null as default': withVariable('$n: Int = null', '(first: $n)'),
    'variable that must be given with null as default': withVariable('$n: Int! = null', '(first: $n)'),
    'variable of another type': withVariable('$n: String', '(first: $n)'),
    'variable of an unknown type': withVariable('$n: Nothing', '(first: $n)'),
    'variable of an output type': withVariable(`$n: ${type}`, '(first: $n)'),
    'variable that is not used': withVariable('$n: Int, $m: Int', '(first: $n)'),
    'variable that is not defined': withVariable('$n: Int', '(first: $n, after: $m)'),
    'variable defined twice': withVariable('$n: Int, $n: Int', '(first: $n)'),
    'list for one': withVariable('$n: [Int]', '(first: $n)'),
    'filter as a variable': withVariable(`$f: ${filter}`, '(first: 1, filter: $f)'),
    'filter with a default': withVariable(`$f: ${filter} = {${text}: {eq: "1"}}`, '(first: 1, filter: $f)'),
    'filter with an unknown default': withVariable(`$f: ${filter} = {nothing: 1}`, '(first: 1, filter: $f)'),
    'variable in an input': withVariable('$t: String', `(first: 1, filter: {${text}: {eq: $t}})`),
    'variable in a list': withVariable('$t: String!', `(first: 1, filter: {${text}: {in: [$t]}})`),
    'variable that may be null in a list': withVariable('$t: String', `(first: 1, filter: {${text}: {in: [$t]}})`),
    'number as a variable for a text': withVariable('$t: Int', `(first: 1, filter: {${text}: {eq: $t}})`),
    'default that uses a variable': withVariable('$n: Int, $m: Int = $n', '(first: $m)'),
    'known directive on a variable': withVariable('$n: Int @deprecated', '(first: $n)'),
    'unknown directive on a variable': withVariable('$n: Int @nothing', '(first: $n)'),
    'described variable': withVariable('"How many." $n: Int', '(first: $n)'),
    // Fragments.
    'fragment': `${of('...F')} fragment F on ${type} { ${leaf} }`,
    'fragment in a fragment': `${of('...F')} fragment F on ${type} { ...G } fragment G on ${type} { ${leaf} }`,
    'unknown fragment': of('...Nothing'),
    'fragment that is not used': `${of(leaf)} fragment F on ${type} { ${leaf} }`,
    'fragment twice': `${of('...F')} fragment F on ${type} { ${leaf} } fragment F on ${type} { ${leaf} }`,
    'fragment that spreads itself': `${of('...F')} fragment F on ${type} { ${leaf} ...F }`,
    'fragments that spread each other': `${of('...F')} fragment F on ${type} { ...G } fragment G on ${type} { ...F }`,
    'fragment on an unknown type': `${of('...F')} fragment F on Nothing { x }`,
    'fragment on a leaf': `${of('...F')} fragment F on String { x }`,
    'fragment on an input': `${of('...F')} fragment F on ${filter} { x }`,
    'fragment on another type': `${of('...F')} fragment F on PageInfo { hasNextPage }`,
    'fragment named on': `${of('...on')} fragment on on ${type} { ${leaf} }`,
    'unknown field in a fragment': `${of('...F')} fragment F on ${type} { nothing }`,
    'conflict between fragments': `${of('...F ...G')} fragment F on ${type} { a: ${leaf} } fragment G on ${type} { a: __typename }`,
    'inline fragment': of(`... on ${type} { ${leaf} }`),
    'inline fragment without a type': of(`... { ${leaf} }`),
    'inline fragment with a directive': of(`... @include(if: true) { ${leaf} }`),
    'inline fragment on another type': of('... on PageInfo { hasNextPage }'),
    'inline fragment on an unknown type': of('... on Nothing { x }'),
    'variable used in a fragment': `query Q($b: Boolean!) { ${list}(first: 1) { nodes { ...F } } } fragment F on ${type} { ${leaf} @include(if: $b) }`,
    'variable not defined for a fragment': `${of('...F')} fragment F on ${type} { ${leaf} @include(if: $b) }`,
    // Directives.
    'include': of(`${leaf} @include(if: true)`),
    'skip and include': of(`${leaf} @skip(if: false) @include(if: true)`),
    'skip without its argument': of(`${leaf} @skip`),
    'skip with a text': of(`${leaf} @skip(if: "no")`),
    'skip with null': of(`${leaf} @skip(if: null)`),
    'skip twice': of(`${leaf} @skip(if: false) @skip(if: false)`),
    'skip with an unknown argument': of(`${leaf} @skip(if: false, unless: true)`),
    'unknown directive': of(`${leaf} @nothing`),
    'directive of the schema on a field': of(`${leaf} @deprecated`),
    'include on the operation': `query Q @include(if: true) { ${list}(first: 1) { nodes { ${leaf} } } }`,
    'unknown directive on the operation': `query Q @nothing { ${list}(first: 1) { nodes { ${leaf} } } }`,
    'skip by a variable': of(`${leaf} @skip(if: $b)`, '($b: Boolean!)'),
    'skip by a variable that may be null': of(`${leaf} @skip(if: $b)`, '($b: Boolean)'),
    'skip by a variable with a default': of(`${leaf} @skip(if: $b)`, '($b: Boolean = false)'),
  }).map(([name, document]) => ({ name: `${name}`, of: list, text: document }));
}

/** What does not depend on a list. */
const APART = {
  'nothing': '',
  'a comment': '# nothing',
  'shorthand': '{ __typename }',
  'two operations': 'query A { __typename } query B { __typename }',
  'two operations of one name': 'query A { __typename } query A { __typename }',
  'an operation without a name beside another': '{ __typename } query B { __typename }',
  'two operations without a name': '{ __typename } { __typename }',
  'a fragment alone': 'fragment F on School { name }',
  'a definition of a type': 'type X { a: Int } query A { __typename }',
  'an operation that the schema has not': 'subscription S { __typename }',
  'an open bracket': '{ __typename ',
  'a closing bracket too much': '{ __typename }}',
  'an open text': '{ schools(after: "x) { totalCount } }',
  'an escape': '{ schools(first: 1, after: "\\u0041") { totalCount } }',
  'an escape of the newer kind': '{ schools(first: 1, after: "\\u{41}") { totalCount } }',
  'an unknown escape': '{ schools(first: 1, after: "\\q") { totalCount } }',
  'half a pair': '{ schools(first: 1, after: "\\uD83D") { totalCount } }',
  'a pair': '{ schools(first: 1, after: "\\uD83D\\uDE00") { totalCount } }',
  'a text in three quotes': '{ schools(first: 1, after: """x "y" z""") { totalCount } }',
  'a number that begins with nought': '{ schools(first: 01) { totalCount } }',
  'a number with a letter': '{ schools(first: 1x) { totalCount } }',
  'a number with a point alone': '{ schools(first: 1.) { totalCount } }',
  'a number below nought': '{ schools(first: -1) { totalCount } }',
  'a described operation': '"What it is for." query A { __typename }',
  'a described fragment': 'query A { schools(first: 1) { nodes { ...F } } } "What it is." fragment F on School { name }',
  'commas everywhere': '{,,schools(,first: 1,){,totalCount,},}',
  'a mark of the order of bytes': '\uFEFF{ __typename }',
  'a name with a letter beyond ASCII': '{ sch\u00f6ols { totalCount } }',
  'an ampersand': '{ a & b }',
  'by one key': '{ school(by: {urn: "1"}) { name } }',
  'by no key': '{ school(by: {}) { name } }',
  'by two keys': '{ place(by: {code: "883", name: "x"}) { name } }',
  'by null': '{ school(by: {urn: null}) { name } }',
  'by a variable': 'query A($u: String!) { school(by: {urn: $u}) { name } }',
  'by a variable that may be null': 'query A($u: String) { school(by: {urn: $u}) { name } }',
  'by an input as a variable': 'query A($k: SchoolBy!) { school(by: $k) { name } }',
  'by an input as a variable that may be null': 'query A($k: SchoolBy) { school(by: $k) { name } }',
  'no key at all': '{ school { name } }',
  'a mutation without its input': 'mutation A { createOrganisation { errors { code } } }',
  'a mutation with an empty input': 'mutation A { createOrganisation(input: {}) { errors { code } } }',
  'a field of queries in a mutation': 'mutation A { schools(first: 1) { totalCount } }',
  'introspection': '{ __schema { types { name fields { name } } } __type(name: "School") { name } }',
  'introspection with an unknown field': '{ __schema { nothing } }',
  'introspection without an argument': '{ __type { name } }',
};

/** Every root field with its arguments and without, so that each has been asked for once. */
function roots(schema) {
  const fields = Object.values(schema.getQueryType().getFields());
  return fields.flatMap((field) => {
    const leaf = isLeafType(getNamedType(field.type));
    const selection = leaf ? '' : ' { __typename }';
    const required = field.args.filter(isRequiredArgument);
    const bare = { name: required.length ? 'root without what it needs' : 'root', text: `query Q { ${field.name}${selection} }` };
    const other = { name: 'root with the other kind of selection', text: `query Q { ${field.name}${leaf ? ' { __typename }' : ''} }` };
    const unknown = { name: 'root with an unknown argument', text: `query Q { ${field.name}(nothingOfTheKind: 1)${selection} }` };
    return [bare, other, unknown];
  });
}

/** All documents. */
export function documents(schema) {
  const files = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));
  const shipped = files.map((file) => ({ name: `shipped ${file}`, text: readFileSync(new URL(file, OPERATIONS), 'utf8') }));
  const apart = Object.entries(APART).map(([name, text]) => ({ name, text }));
  return [...shipped, ...apart, ...LISTS.flatMap(aboutList), ...roots(schema)];
}
