/**
 * Base class of this package's errors. A process may load several copies of the package, such as its ES modules and its
 * CommonJS modules. `instanceof` therefore compares the kinds of errors: an error of one copy is an instance of the same class
 * of another copy, and of the classes above it.
 */
export class SdkError extends Error {
  /** The kind of error that a class of this package represents. Subclasses in programs have none. */
  static readonly "~kind": string = "SdkError";
  override readonly name: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target["~kind"];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the right operand of `instanceof`.
    return isInstance(this, value);
  }
}

function isInstance(errorClass: typeof SdkError, value: unknown): boolean {
  if (Function.prototype[Symbol.hasInstance].call(errorClass, value)) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(errorClass, "~kind")) return false;
  // The class of the value may be of another copy, as may the classes above it.
  let other: unknown = Object.getPrototypeOf(value)?.constructor;
  for (; typeof other === "function"; other = Object.getPrototypeOf(other)) {
    if (Object.hasOwn(other, "~kind") && (other as typeof SdkError)["~kind"] === errorClass["~kind"])
      return true;
  }
  return false;
}
