// What would break a client of the last release, and whether it was told in time.
import { readFileSync } from 'node:fs';

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  parseType,
  print,
  visit,
} from 'graphql';

import { removalDay } from './removal.mjs';

/** The fields, arguments and values of a type, each with its path, as the inspector gives it, and the types it is of. */
function members(type) {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value, []]);
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${type.name}.${field.name}`;
    const args = (field.args ?? []).map((arg) => [`${path}.${arg.name}`, arg, [getNamedType(arg.type)]]);
    return [[path, field, [getNamedType(field.type)]], ...args];
  });
}

/** What the released schema said would have gone by a day: members by path, and the types that are not reached without them. */
function gone(released, today) {
  const every = Object.values(released.getTypeMap());
  const due = ([, member]) => (removalDay(member.deprecationReason) ?? '9999') <= today;
  const paths = new Set(every.flatMap(members).filter(due).map(([path]) => path));
  const reached = new Set();
  const reach = (type) => {
    if (!type || reached.has(type)) return;
    reached.add(type);
    if (isAbstractType(type)) released.getPossibleTypes(type).forEach(reach);
    for (const [path, , of] of members(type)) if (!paths.has(path)) of.forEach(reach);
  };
  ['query', 'mutation', 'subscription'].forEach((root) => reach(released.getRootType(root)));
  return { paths, types: new Set(every.filter((type) => !reached.has(type)).map((type) => type.name)) };
}

/** The changes between two schemas, as text, that break a client on a day although it was not told to expect them. */
export async function breaking(released, current, today) {
  const [before, after] = [released, current].map((text) => buildSchema(text));
  const { paths, types } = gone(before, today);
  const announced = ({ type, path }) =>
    type.endsWith('_REMOVED') && (paths.has(path) || types.has(path.split('.')[0]));
  const changes = await diff(before, after);
  const broken = changes.filter((it) => it.criticality.level === CriticalityLevel.Breaking && !announced(it));
  return broken.map((it) => it.message);
}

/** A copy of the schema in which `Query.version` is what `change` makes of it; gone where that is null. */
function doctored(schema, change) {
  let met = 0;
  const within = (node) => ({
    ...node,
    fields: node.fields.flatMap((field) => {
      if (field.name.value !== 'version') return [field];
      met += 1;
      return change(field) ?? [];
    }),
  });
  const copy = visit(parse(schema), { ObjectTypeDefinition: (node) => (node.name.value === 'Query' ? within(node) : undefined) });
  if (met !== 1) throw new Error('the self-test wants a Query.version in the schema');
  return print(copy);
}

/** Whether the gate shuts and opens where it should: tried on doctored copies of the schema. */
export async function selfTest(schema) {
  const removed = doctored(schema, () => null);
  const typed = doctored(schema, (field) => ({ ...field, type: parseType('Int') }));
  const deprecated = (reason) => {
    const directives = parse(`{ it @deprecated(reason: "${reason}") }`).definitions[0].selectionSet.selections[0].directives;
    return doctored(schema, (field) => ({ ...field, directives }));
  };
  const told = deprecated('Ask elsewhere. Removal on 2027-04-01.');
  const cases = [
    ['nothing changed', schema, schema, '2027-04-01', 0],
    ['a field is gone that nobody announced', schema, removed, '2027-04-01', 1],
    ['a field is gone before its day', told, removed, '2027-03-31', 1],
    ['a field is gone on its day', told, removed, '2027-04-01', 0],
    ['a field is gone that was deprecated without a day', deprecated('Ask elsewhere.'), removed, '2027-04-01', 1],
    ['a field is new', removed, schema, '2027-04-01', 0],
    ['a field has another type', schema, typed, '2027-04-01', 1],
    ['a deprecated field has another type after its day', told, typed, '2027-04-01', 1],
  ];
  const wrong = [];
  for (const [name, before, after, today, expected] of cases) {
    const found = await breaking(before, after, today);
    if (found.length !== expected) wrong.push(`${name}: ${expected} breaking changes expected, found ${JSON.stringify(found)}`);
  }
  return { tried: cases.length, wrong };
}

/** Holds the schema of the code to the last released one. */
export async function held(folder) {
  const read = (name) => readFileSync(new URL(name, folder), 'utf8');
  const [released, current] = [read('released.graphql'), read('schema.graphql')];
  const { tried, wrong } = await selfTest(current);
  const broken = await breaking(released, current, new Date().toISOString().slice(0, 10));
  return { tried, problems: [...wrong.map((it) => `the check itself is wrong: ${it}`), ...broken] };
}
