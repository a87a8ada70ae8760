// Putting a ready operation into the editor.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';

/** Returns a function that opens an operation in a tab and runs it if it is a query, or null while the editor loads. */
export function useOpenOperation() {
  const actions = useGraphiQLActions();
  const editor = useGraphiQL(({ tabs, activeTabIndex, queryEditor, variableEditor, responseEditor }) => ({
    tabs,
    activeTabIndex,
    queryEditor,
    variableEditor,
    responseEditor,
  }));
  if (!editor.queryEditor || !editor.variableEditor || !editor.responseEditor) return null;
  return (operation) => {
    showInTab(operation, editor, actions);
    if (operation.kind === 'query') actions.run();
  };
}

function showInTab(operation, editor, actions) {
  const { name, query, variables, document } = operation;
  const { tabs, activeTabIndex, queryEditor, variableEditor } = editor;
  // An untouched copy that is open already is used again; otherwise every click would leave one more tab.
  const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
  if (open === -1) {
    actions.addTab();
    queryEditor.setValue(query);
    variableEditor.setValue(variables);
  } else if (open !== activeTabIndex) {
    actions.changeTab(open);
  }
  // GraphiQL finds out the operation's name a moment after the text has changed. Run would be too early for that and
  // would send the last tab's name with this tab's text, so it is set here.
  const operations = document?.definitions.filter(({ kind }) => kind === 'OperationDefinition');
  actions.setOperationFacts({ documentAST: document ?? undefined, operationName: name, operations });
  actions.updateActiveTabValues({ query, variables, operationName: name });
}
