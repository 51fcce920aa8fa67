import type { NamedOperation } from "./call-names.ts";
import { designedWords } from "./id-words.ts";
import { type Basic, basicVerb, isAdverb, isPureVerb, isVerb } from "./verbs.ts";
import { wordsOf } from "./words-of.ts";

/** Evidence in the operation id about the method of a call. */
export interface Evidence {
  /** The words of the id that a person chose. Empty if there are none. */
  readonly words: readonly string[];
  /** The verb in the id, `cancel`. */
  readonly verb?: string;
  /** The action of a common verb. */
  readonly basic?: Basic;
}

/** Reads the id of an operation. The HTTP methods are no evidence as verbs: the path has them already. */
export function evidenceOf(operation: NamedOperation): Evidence {
  const words = designedWords(operation);
  const verb = verbIn(withoutNamespace(words, operation.path)) ?? verbBefore(words, operation.path);
  if (verb === undefined) return { words };
  const basic = basicVerb(verb);
  return { words, verb, ...(basic !== undefined && { basic }) };
}

/** The words of `enrich-get-policy` for `/enrich/policy` from the verb of every API on, because the path's first word comes before it. */
function withoutNamespace(words: readonly string[], path: string): readonly string[] {
  const [first = "", second = ""] = words;
  const isNamespace =
    basicVerb(second) !== undefined && first === wordsOf(path.replace(/\{[^}]*\}/g, " "))[0];
  return isNamespace ? words.slice(1) : words;
}

/** The verb of an id: its first word if that is one, or the first word that can be nothing else. */
function verbIn(words: readonly string[]): string | undefined {
  const [first = "", second = ""] = words;
  if (isVerb(first) && !HTTP.has(first)) return first;
  if (isAdverb(first) && isVerb(second)) return second;
  return words.find((word) => (isPureVerb(word) || basicVerb(word) !== undefined) && !HTTP.has(word));
}

/** `update` in `updatespendlimit`, where the rest is in the path. */
function verbBefore([only = "", ...others]: readonly string[], path: string): string | undefined {
  if (others.length > 0) return undefined;
  const letters = wordsOf(path).join("");
  return ["create", "update", "delete", "get", "list"].find((verb) => {
    const rest = only.startsWith(verb) ? only.slice(verb.length) : "";
    return (
      rest.length > 2 &&
      (letters.includes(rest) || wordsOf(path).some((word) => word.length > 3 && rest.includes(word)))
    );
  });
}

const HTTP = new Set(["post", "put", "patch", "head", "options"]);
