import type { Plan } from './types.ts';

/** Which version of a plan this is: SHA-256 over its content, hex, the same for the same content in whatever order. */
export async function planVersion(plan: Plan): Promise<string> {
  const text = JSON.stringify(plan, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
