import { createRoot } from 'react-dom/client';
import { currentSource } from '../source/current.ts';
import { App } from './app.tsx';

const place = document.getElementById('pane');
// Where nobody has chosen a source yet, it is known first whether this page's server has figures.
if (place !== null) void currentSource().then(() => createRoot(place).render(<App />));
