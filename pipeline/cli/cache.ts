import { homedir } from 'node:os';
import path from 'node:path';

/** The user's own folder for what can be made again at any time; it need not be there, nor be writable. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const root = xdg !== undefined && path.isAbsolute(xdg) ? xdg : (local ?? path.join(homedir(), '.cache'));
  return path.join(root, 'vedich');
}
