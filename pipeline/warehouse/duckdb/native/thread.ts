import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Runs a module in a thread of its own, from the compile cache where `NODE_COMPILE_CACHE` names one. */
export function startThread(module: URL, options: Omit<WorkerOptions, 'argv'> = {}): Worker {
  return new Worker(new URL('./thread.mjs', import.meta.url), { ...options, argv: [module.href] });
}
