/** `12,4 MB` */
export function fileSize(bytes: number): string {
  const [unit, divisor] = bytes < 2 ** 20 ? ['KB', 2 ** 10] : (['MB', 2 ** 20] as const);
  return `${(bytes / divisor).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`;
}
