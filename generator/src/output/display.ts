/** A path in the output folder as messages show it. */
export type Display = (path: string) => string;

/** The default: relative to the output folder. */
export const unchanged: Display = (path) => path;
