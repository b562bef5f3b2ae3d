/** Pixels of the add-in's own icon: 32 and 64 for its entry in lists, 128 for high resolutions, the others on the ribbon. */
const ICON_SIZES = [16, 20, 24, 32, 40, 48, 64, 80, 128] as const;

/** Pixels of a command's icon, as the ribbon asks for them on screens of every resolution. */
const COMMAND_SIZES = [16, 20, 24, 32, 40, 48, 64, 80] as const;

/** Each drawn from the SVG of its name beside this file. */
export const ICONS: Readonly<Record<string, readonly number[]>> = {
  icon: ICON_SIZES,
  report: COMMAND_SIZES,
  refresh: COMMAND_SIZES,
  values: COMMAND_SIZES,
};

/** Names of the pictures, as the build has them in `icons/`. */
export function iconFiles(): string[] {
  return Object.entries(ICONS).flatMap(([name, sizes]) => sizes.map((size) => `${name}-${size}.png`));
}
