// Where the server and graphql-js do not agree, and why. Each is a gap of the library that parses and validates; a name that is listed
// and differs nowhere any more fails the run, so that the list only shrinks.
export const differences = new Map(Object.entries({
  // The parser does not know them yet: descriptions in documents, and escapes beyond four digits, are of September 2025.
  'described variable': 'refused by the parser',
  'a described operation': 'refused by the parser',
  'a described fragment': 'refused by the parser',
  'an escape of the newer kind': 'refused by the parser',
  'a pair': 'refused by the parser: a pair of escapes that make one character',
  // The rule for where a variable may stand looks at the value that is sent, not at the type that is declared.
  'variable of another type': 'accepted where the value fits',
  'list for one': 'accepted where the value fits',
  'number as a variable for a text': 'accepted where the value fits',
  'variable that may be null in a list': 'accepted',
  'skip by a variable that may be null': 'accepted',
  'by an input as a variable that may be null': 'accepted',
  // Literals are read when they are used: what does not fit is refused then, as BAD_USER_INPUT.
  'text for an input': 'refused while executing',
  'list for an input': 'refused while executing',
  'whole number beyond 32 bits': 'refused while executing',
  'text for a closed list': 'accepted for some closed lists: as JSON has it',
  'field of an input twice': 'accepted: the last one counts',
  // Rules that are not applied.
  'two fields under one name below': 'accepted: the first one counts',
  'known directive on a variable': 'accepted',
  'unknown directive on a variable': 'accepted',
  'fragment named on': 'accepted',
  // The schema has no subscriptions: graphql-js sees that on execution only.
  'an operation that the schema has not': 'refused',
}));
