/** Hides secrets in everything that leaves the server, such as an API key that an API repeats in a message. */
export class Redaction {
  readonly #secrets: readonly string[];

  /** @param names Environment variables whose values are secret. Short values are not, because they occur in other words. */
  constructor(names: readonly string[], environment: { readonly [name: string]: string | undefined }) {
    const values = names.map((name) => environment[name] ?? "").filter((value) => value.length >= 8);
    this.#secrets = values.sort((left, right) => right.length - left.length);
  }

  text(text: string): string {
    return this.#secrets.reduce((result, secret) => result.replaceAll(secret, "***"), text);
  }

  /** A JSON value, with secrets hidden in all of its strings. */
  value<Value>(value: Value): Value {
    if (typeof value === "string") return this.text(value) as Value;
    if (Array.isArray(value)) return value.map((item) => this.value(item)) as Value;
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, item]) => [this.text(name), this.value(item)]);
    return Object.fromEntries(entries) as Value;
  }
}
