import duckdbWasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { ToWorker } from './protocol.ts';

/** By far the largest file is fetched and compiled first, away from this thread; the program is read meanwhile. */
let compiled = compile();
const program = import('./tasks.ts');

// Listening from the first moment: what was sent before the program was there is done in its order.
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  program.then(({ receive }) => receive(data, duckdbModule)).catch(reportError);
});

async function compile(): Promise<WebAssembly.Module> {
  const answer = await fetch(new URL(duckdbWasm, self.location.href));
  if (!answer.ok) throw new Error(`${duckdbWasm}: HTTP ${answer.status}`);
  // Many an intranet's web server does not know what the file is; then it cannot be compiled while it comes.
  const isNamed = answer.headers.get('content-type')?.startsWith('application/wasm') === true;
  return isNamed ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/** A file that did not come the first time is asked for again. */
function duckdbModule(): Promise<WebAssembly.Module> {
  compiled = compiled.catch(compile);
  return compiled;
}

// Told to the first who needs it; until then a failure must not look unheard.
compiled.catch(() => undefined);
