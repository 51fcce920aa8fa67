/** A moment in the form of an example: with as many digits of a second, as a date only, or as a number. */
export function momentLike(example: unknown, format: unknown, at: number): string | number | undefined {
  if (typeof example === "number") return Math.floor(example > 100_000_000_000 ? at : at / 1000);
  if (format === "date" || (typeof example === "string" && /^\d{4}-\d{2}-\d{2}$/.test(example))) {
    return new Date(at).toISOString().slice(0, 10);
  }
  const text = typeof example === "string" ? example : "2025-01-01T00:00:00.000Z";
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (match === null) return undefined;
  const digits = match[1]?.length ?? 0;
  const [seconds = "", fraction = "000Z"] = new Date(at).toISOString().split(".");
  return digits === 0
    ? `${seconds}Z`
    : `${seconds}.${fraction.slice(0, 3).padEnd(digits, "0").slice(0, digits)}Z`;
}

/** When an example is, in ms since 1970. Undefined if it is no moment. */
export function momentIn(example: unknown): number | undefined {
  if (typeof example !== "string" || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(example)) return undefined;
  const at = Date.parse(example);
  return Number.isNaN(at) ? undefined : at;
}

/** Whether the server sets a property when a record is created. */
export function isCreationTime(name: string): boolean {
  return /^(created|inserted|added)([_-]?(at|on|date|time|timestamp))?$/i.test(name);
}

/** Whether the server sets a property when a record is changed. */
export function isChangeTime(name: string): boolean {
  return /^(updated|modified|changed|last_?(updated|modified))([_-]?(at|on|date|time|timestamp))?$/i.test(
    name,
  );
}
