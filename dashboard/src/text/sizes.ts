const UNITS = ["B", "kB", "MB"] as const;
const STEP = 1024;

/** How large a file is, for people: `3.4 MB`. */
export function sizeWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)));
  const amount = bytes / STEP ** power;
  const digits = amount < 10 && power > 0 ? 1 : 0;
  return `${amount.toLocaleString("en", { maximumFractionDigits: digits })} ${UNITS[power]}`;
}
