import type { NamedOperation } from "./call-names.ts";
import { sameWord, wordsOf } from "./words-of.ts";

/**
 * The part of an operation id that a person chose. An id that repeats the method and the path has none; of
 * `cancel_job_v1_jobs__id__cancel_post` and `post-/v1/jobs/{id}/cancel_cancelJob` it is only the function's name, `cancel job`.
 */
export function designedId(operation: NamedOperation): string | undefined {
  const { operationId = "", method, path } = operation;
  const afterPath = textAfterPath(operation);
  if (afterPath !== undefined) return afterPath;
  const words = wordsOf(operationId);
  const letters = words.join("");
  const appended = [...wordsOf(path), method.toLowerCase()].join("");
  const isAppended = letters.endsWith(appended) && appended.length > method.length;
  const own = isAppended ? firstLetters(words, letters.length - appended.length) : words;
  if (containsPath(operation) || own.length === 0 || repeatsPath(own, method.toLowerCase(), path))
    return undefined;
  return isAppended ? own.join(" ") : operationId;
}

/** True if an operation id contains the path as it is written, whose slashes are no namespaces: `GET /orders/{id}`. */
export function containsPath({ operationId = "", path }: NamedOperation): boolean {
  return path.length > 1 && operationId.includes(path);
}

/** The words after the method and the path: `archive` in `delete-/orders/{id}_archive`. `undefined` if there are none but those of the path. */
function textAfterPath(operation: NamedOperation): string | undefined {
  const { operationId = "", method, path } = operation;
  if (!containsPath(operation) || !operationId.toLowerCase().startsWith(method.toLowerCase()))
    return undefined;
  const text = operationId.slice(operationId.indexOf(path) + path.length);
  const words = wordsOf(text);
  return words.length === 0 || text.includes("/") ? undefined : words.join(" ");
}

/**
 * True if an operation id is fit to be a name. One that a framework made is not: `UsersController_find`, the method and the path with
 * its version or parameters, or a name followed by these. `getOrders` is, even though it repeats a method and a path.
 */
export function isDesignedId(operation: NamedOperation): boolean {
  const { operationId, method, path } = operation;
  if (operationId === undefined) return false;
  const words = wordsOf(operationId);
  if (words.some((word) => FRAMEWORK.has(word))) return false;
  const chosen = designedId(operation);
  if (chosen !== undefined) return chosen === operationId;
  const letters = words.join("");
  const fromPath = wordsOf(path).join("");
  const verb = method.toLowerCase();
  return !(/[{]|\bv\d|\bapi\b/.test(path) && [`${verb}${fromPath}`, `${fromPath}${verb}`].includes(letters));
}

/** The words of the part that a person chose, without those of frameworks. */
export function designedWords(operation: NamedOperation): readonly string[] {
  const ofPath = methodAfterPath(operation);
  if (ofPath !== undefined) return ofPath;
  return wordsOf(designedId(operation) ?? "").filter((word) => !FRAMEWORK.has(word));
}

/**
 * The words after those of the path in an id that a framework made from it: `partial update` of `orders_lines_partial_update` for
 * `/orders/{id}/lines/{line}`. `undefined` for another id.
 */
export function methodAfterPath({ operationId = "", path }: NamedOperation): readonly string[] | undefined {
  const words = wordsOf(operationId).filter(
    (word, index, all) => index < all.length - 1 || !/^\d+$/.test(word),
  );
  const method = METHODS.find((each) =>
    each.every((word, index) => words[words.length - each.length + index] === word),
  );
  if (method === undefined) return undefined;
  const own = words.slice(0, -method.length);
  const fixed = wordsOf(path.replace(/\{[^}]*\}/g, " "));
  const start = fixed.length - own.length;
  return own.length > 0 && start >= 0 && own.every((word, index) => word === fixed[start + index])
    ? method
    : undefined;
}

/** The methods that frameworks append to the words of a path, the longest first. */
const METHODS = ["partial update", "list", "retrieve", "read", "create", "update", "destroy", "delete"].map(
  (text) => text.split(" "),
);

/** True if a word of an id is that of a framework for classes: `UsersController_find`. */
export function isFramework(word: string): boolean {
  return FRAMEWORK.has(word);
}

const FRAMEWORK = new Set(["controller", "handler", "endpoint", "viewset"]);

/** The first words, up to a number of letters. */
function firstLetters(words: readonly string[], letters: number): readonly string[] {
  let left = letters;
  return words.filter((word) => {
    left -= word.length;
    return left >= 0;
  });
}

/** True if words are only the HTTP method and the words of the path. */
function repeatsPath(words: readonly string[], method: string, path: string): boolean {
  const own = words[0] === method ? words.slice(1) : words.at(-1) === method ? words.slice(0, -1) : undefined;
  if (own === undefined) return false;
  const fixed = wordsOf(path.replace(/\{[^}]*\}/g, " ")).filter((word) => !/^v?\d+$|^api$/.test(word));
  const spoken = [...wordsOf(path), ...FILLERS];
  return (
    fixed.every((word) => own.includes(word)) &&
    own.every((word) => spoken.some((each) => sameWord(each, word)))
  );
}

const FILLERS = ["by", "with", "id", "ids"];
