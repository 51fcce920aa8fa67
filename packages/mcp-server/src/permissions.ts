import type { CatalogueCall, Effect } from "./catalogue.ts";
import { didYouMean } from "./near-names.ts";

/** Which calls a server may make. Without any, only those that read. */
export interface PermissionOptions {
  /** Allows all calls that create or change something, but not those that delete. Default: `false`. */
  readonly write?: boolean | undefined;
  /** Allows all calls that delete something. Default: `false`. */
  readonly allowDelete?: boolean | undefined;
  /**
   * Calls that are allowed: `tasks.create`, or `tasks.*` for all calls of a resource and of the resources in it. Only a full name allows
   * a call that deletes. Default: none.
   */
  readonly allow?: readonly string[] | undefined;
  /** Calls that are refused, also if they only read. It has precedence. Default: none. */
  readonly deny?: readonly string[] | undefined;
}

/** Decides which calls are allowed. */
export class Permissions {
  readonly #options: PermissionOptions;

  /** @throws {RangeError} if a pattern fits no call. */
  constructor(options: PermissionOptions, calls: readonly CatalogueCall[]) {
    this.#options = options;
    for (const option of ["allow", "deny"] as const) {
      for (const pattern of options[option] ?? []) {
        if (calls.some(({ name }) => fits(name, pattern))) continue;
        const names = calls.map(({ name }) => name);
        throw new RangeError(`--${option} ${pattern}: no call has this name.${didYouMean(pattern, names)}`);
      }
    }
  }

  /** Whether the call is allowed. */
  allows(call: CatalogueCall): boolean {
    return this.refusal(call) === undefined;
  }

  /** Why a call is refused, and who can change that. Undefined: it is allowed. */
  refusal({ name, effect }: CatalogueCall): string | undefined {
    const { write = false, allowDelete = false, allow = [], deny = [] } = this.#options;
    if (deny.some((pattern) => fits(name, pattern)))
      return `\`${name}\` is not allowed: the server was started with --deny for it. Only the person who configures this server can change that.`;
    const isAllowed: { readonly [Own in Effect]: boolean } = {
      read: true,
      write: write || allow.some((pattern) => fits(name, pattern)),
      delete: allowDelete || allow.includes(name),
    };
    return isAllowed[effect]
      ? undefined
      : `\`${name}\` is not allowed: ${REASONS[effect]} Only the person who configures this server can allow it, with --allow ${name}.`;
  }
}

const REASONS: { readonly [Own in Effect]: string } = {
  read: "",
  write: "it changes data, and this server only reads.",
  delete: "it deletes data.",
};

/** Whether a name is that of the pattern, or in the resource of the pattern. */
function fits(name: string, pattern: string): boolean {
  if (pattern === "*" || pattern === name) return true;
  return pattern.endsWith(".*") && name.startsWith(pattern.slice(0, -1));
}
