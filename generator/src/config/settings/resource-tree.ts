import * as v from "valibot";
import { RESOURCE_MEMBERS } from "../../names/words.ts";

/**
 * The names of calls as a tree: resources, and in them their methods with the endpoints that they call. The rules name what the
 * tree does not mention.
 *
 * @example
 * const resources = {
 *   chat: { completions: { create: "post /chat/completions" } },
 *   // Every operation below /threads, with the methods that the rules give them.
 *   beta: { threads: "/threads" },
 *   // The same with an exception.
 *   batches: { "*": "/batches", stop: "post /batches/{batch_id}/cancel" },
 * };
 */
export interface ResourceTree {
  readonly [name: string]: string | ResourceTree;
}

/** The key of the path below which a resource has all operations. */
export const WHOLE_PATH = "*";

const NAME = /^(?:[\p{ID_Start}_$][\p{ID_Continue}$]*|\*)$/u;

const name = v.pipe(
  v.string(),
  v.regex(NAME, "Invalid name: Expected a TypeScript identifier, or * with a path"),
  v.check((text) => !RESOURCE_MEMBERS.has(text), "Invalid name: Every resource has a member with this name"),
);

/** `post /orders`, or a path. */
export const endpoint = v.pipe(
  v.string(),
  v.regex(
    /^(?:[A-Za-z]+ )?\/\S*$/,
    "Invalid endpoint: Expected a method and a path such as `post /orders`, or a path",
  ),
);

export const resourceTree: v.GenericSchema<ResourceTree> = v.lazy((input) =>
  typeof input === "object"
    ? v.pipe(
        v.record(
          name,
          v.lazy((value) => (typeof value === "string" ? endpoint : resourceTree)),
        ),
        v.readonly(),
      )
    : v.custom<ResourceTree>(() => false, "Invalid resource: Expected its methods and resources"),
);
