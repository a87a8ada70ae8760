import { GraphiQL } from 'graphiql';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createLocalStorage } from '@graphiql/toolkit';
import { useState } from 'react';
import { fetcher } from './fetcher.js';
import { firstOperation } from './operations.js';
import { readyOperationsPlugin } from './ready-operations.jsx';

// A name of our own, so that tabs left behind by another GraphiQL on the same host and port do not turn up here.
const storage = createLocalStorage({ namespace: 'sextant' });

/** The editor with its panels. It remembers a person's tabs in this browser; a first visit starts with a scorecard. */
export function Workbench({ list }) {
  // Once only: GraphiQL reads these when it starts, and starts over when the plugins change.
  const [setUp] = useState(() => {
    const ready = readyOperationsPlugin(list);
    return { ready, plugins: [ready, explorerPlugin(), HISTORY_PLUGIN], first: firstTab(list.operations) };
  });
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={setUp.plugins}
      visiblePlugin={setUp.ready}
      initialQuery={setUp.first?.query}
      initialVariables={setUp.first?.variables}
      defaultEditorToolsVisibility={list.operations.some(({ variables }) => variables !== '')}
      // Headers may hold a key, so they are not kept.
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a href="/NOTICE.txt" title="The editor is GraphiQL. Read the licences of what this page is made of.">
          GraphiQL
        </a>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

/** Only for a first visit: later, an initial query would push itself in front of the tabs that GraphiQL restores. */
function firstTab(operations) {
  return storage.getItem('graphiql:tabState') === null ? firstOperation(operations) : undefined;
}
