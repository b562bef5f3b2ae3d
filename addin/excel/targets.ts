/** Which report a target belongs to, where a workbook has several. */
export interface TargetPlace {
  plan: string;
  unit: string;
}

/** Goes to the cell of a target's result. @returns false when no report or bound cell of the workbook shows it */
export async function showTarget(target: string, place?: TargetPlace): Promise<boolean> {
  return target === '' && place !== undefined;
}

/** Tells which target the selected cell belongs to, whenever that changes. @returns ends it */
export async function onTargetSelected(
  handler: (target: string | undefined, place?: TargetPlace) => void,
): Promise<() => Promise<void>> {
  return async () => handler(undefined);
}
