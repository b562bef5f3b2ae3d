/** Controls (but tab and line ends), and what turns the direction of the text around it. */
const UNSAFE = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text for a terminal: what stands in a cell or in the name of a file must not move the cursor, colour the screen, name
 * the window or show letters in another order. Such a character is printed as its code (`\u001b`), which in JSON is itself.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
