// Must come first: it tells Monaco, GraphiQL's editor, to load its workers from our own bundle.
import 'graphiql/setup-workers/vite';

// The style sheets one by one, because `graphiql/style.css` also carries two web fonts (400 kB) that we do not use.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import './ready-operations.css';

import { createRoot } from 'react-dom/client';
import { loadOperations } from './operations.js';
import { Workbench } from './workbench.jsx';

// The list is fetched before the editor starts, because the first tab shows one of its operations.
const list = await loadOperations();
createRoot(document.getElementById('workbench')).render(<Workbench list={list} />);
