/**
 * Checks the names of a feature's options, which a configuration in JavaScript, JSON or YAML may misspell.
 *
 * @param feature The function that makes the feature, `zod`.
 * @param options What it was called with.
 * @param known The names of its options.
 * @throws {TypeError} for another name.
 * @example
 * checkOptionNames("zod", { strict: true }, ["strict"]);
 */
export function checkOptionNames(feature: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const names = known.map((name) => `\`${name}\``).join(", ");
  throw new TypeError(
    `${feature}() has no option \`${unknown}\`; ${known.length === 0 ? "it has none" : `it has ${names}`}`,
  );
}
