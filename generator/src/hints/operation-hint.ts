/** A hint about the call of an operation, in one form for all vendors. */
export interface OperationHint {
  /** The resource, `["chat", "completions"]`. */
  readonly resource?: readonly string[];
  readonly method?: string;
  /** The member that excludes the operation from the SDK. */
  readonly ignoredBy?: string;
}

/** A part of a document with the extensions of any tool. */
export type Extended = { readonly [extension: `x-${string}`]: unknown };

/** `chat.completions` as `["chat", "completions"]`. `undefined` for anything but a string with letters. */
export function wordsOfName(name: unknown): readonly string[] | undefined {
  const words = typeof name === "string" ? name.split(".").filter((word) => word.trim() !== "") : [];
  return words.length === 0 ? undefined : words;
}

/** The first of several extensions whose value is `true`. */
export function firstTrue<Member extends `x-${string}`>(
  part: Extended,
  ...members: readonly Member[]
): Member | undefined {
  return members.find((member) => part[member] === true);
}
