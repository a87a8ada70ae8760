// The side panel of ready operations. As a GraphiQL plugin it gets an icon, and people can resize and hide it.

import { useState } from 'react';
import { useOpenOperation } from './open-operation.js';
import { byHeading } from './operations.js';

/** Said before the click, about everything that a click does not run: what changes data is never run unasked. */
const NOT_RUN_AT_ONCE = {
  mutation: 'Opens without running: it changes data.',
  subscription: 'Opens without running: it goes on until you stop it.',
  unknown: 'Opens without running: it has a mistake in it.',
};

/** The plugin for a list as `loadOperations` returns it. Make it once: GraphiQL starts over when its plugins change. */
export function readyOperationsPlugin(list) {
  return { title: 'Ready questions', icon: ListIcon, content: () => <ReadyOperations {...list} /> };
}

function ReadyOperations({ operations, problem }) {
  const open = useOpenOperation();
  const [announcement, setAnnouncement] = useState('');

  function choose(operation) {
    open(operation);
    setAnnouncement(operation.kind === 'query' ? `${operation.title}: opened and run.` : `${operation.title}: opened.`);
  }

  return (
    <section className="ready-operations" aria-labelledby="ready-operations-title">
      <h2 id="ready-operations-title">Ready questions</h2>
      {problem ? (
        <p role="alert">{problem} The editor works without it. Reload the page to try again.</p>
      ) : (
        <p>
          One click opens a question in a tab and runs it. Change its values under Variables. The{' '}
          <a href="/docs">documentation</a> and the <a href="/query">query form</a> work without this editor, too.
        </p>
      )}
      {byHeading(operations).map(([heading, questions]) => (
        <section key={heading} aria-label={heading}>
          <h3>{heading}</h3>
          <ul>
            {questions.map((operation) => (
              <li key={operation.name}>
                <Question operation={operation} disabled={!open} onClick={() => choose(operation)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {/* Focus stays on the button, so a screen reader has to be told that something happened elsewhere. */}
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
    </section>
  );
}

function Question({ operation, disabled, onClick }) {
  return (
    <button type="button" disabled={disabled} onClick={onClick}>
      <strong>{operation.title}</strong>
      <span>{operation.description}</span>
      {operation.needs && <small>Needs a token under Headers: {operation.needs}.</small>}
      {operation.kind in NOT_RUN_AT_ONCE && <small>{NOT_RUN_AT_ONCE[operation.kind]}</small>}
    </button>
  );
}

function ListIcon(props) {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" {...props}>
      <path d="M6.5 3.5H14M6.5 8H14M6.5 12.5H14M2 2l2 1.5L2 5zM2 6.5 4 8 2 9.5zM2 11l2 1.5L2 14z" />
    </svg>
  );
}
