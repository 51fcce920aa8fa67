import { camelCase, kebabCase, noCase, pascalCase } from "change-case";
import pluralize from "pluralize";
import { transliterate } from "transliteration";
import { remembered } from "../remembered.ts";
import { IDENTIFIER_PART, isAscii, readable, wordsIn } from "./letters.ts";

/** `list-orders`, `List orders` and `listOrders` as `listOrders`. `OAuth` at the start is one word, `oauthApps`. */
export const camelName = remembered((text) =>
  identifier(camelCase(readable(text), { split: wordsIn }).replace(/^oAuth/, "oauth")),
);

/** The same for a method or property, where reserved words are allowed: `delete`. */
export function memberName(text: string): string {
  return camelName(text).replace(/(?<=.)_$/, "");
}

/** True if a string contains a letter or digit that names may contain. */
export function hasName(text: string): boolean {
  return camelName(text) !== "_";
}

/** The same as `ListOrders`. A name that is in Pascal case already is unchanged, `OAuthAPIKey`. */
export const pascalName = remembered((text) => {
  const plain = readable(text);
  const isPascal = /^\p{Lu}[\p{L}\p{M}\p{Nd}]*$/u.test(plain);
  return identifier(isPascal ? plain : pascalCase(plain, { split: wordsIn }));
});

/** The same as a file name, `list-orders`. Other scripts are written with Latin letters: `데이터` is `deiteo`. */
export const fileName = remembered((text) => {
  // The tables of other scripts take 30 ms to load, and most documents need none.
  const latin = isAscii(text) ? text : transliterate(readable(text));
  return kebabCase(latin.replaceAll("OAuth", "Oauth")).replace(/[^a-z0-9-]/g, "") || "default";
});

/** The file name style: `order-rows`, `orderRows`, `OrderRows` or `order_rows`. */
export type FileNameStyle = "kebab" | "camel" | "pascal" | "snake";

/**
 * A file name for each text. If two are equal apart from their case, or a name is reserved on Windows, a number is appended.
 *
 * @param style Default: `kebab`.
 */
export function fileNames(texts: readonly string[], style: FileNameStyle = "kebab"): readonly string[] {
  const taken = new Set("aux con nul prn".split(" "));
  return texts.map((text) => {
    const words = fileName(text).split("-");
    let name = styled(words, style);
    for (let count = 2; taken.has(name.toLowerCase()); count += 1)
      name = styled([...words, `${count}`], style);
    taken.add(name.toLowerCase());
    return name;
  });
}

function styled(words: readonly string[], style: FileNameStyle): string {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  switch (style) {
    case "kebab":
      return words.join("-");
    case "snake":
      return words.join("_");
    case "pascal":
      return words.map(capital).join("");
    case "camel":
      return words.map((word, index) => (index === 0 ? word : capital(word))).join("");
  }
}

/** The name of the type of the known values of an enum, `KnownOrderStatus`. */
export function knownName(enumName: string): string {
  return `Known${enumName}`;
}

/** `LineItems` as `LineItem`. */
export const singular = remembered(pluralize.singular);

/** The name for an item: `LineItem` for `LineItems`, `HistoryItem` for `History`. */
export function itemName(name: string): string {
  const one = singular(name);
  return one === name ? `${name}Item` : one;
}

/**
 * Removes the words of a resource from an operation id: `listOrders` of `orders` becomes `list`, `markRefundPaid` of `refunds`
 * becomes `markPaid`.
 *
 * @returns The id itself if it does not contain the resource, or nothing else.
 */
export function withoutResource(operationId: string, resource: string): string {
  const words = wordsOf(operationId);
  const noun = wordsOf(resource).map(singular);
  const at = words.findIndex((_, index) =>
    noun.every((word, offset) => singular(words[index + offset] ?? "") === word),
  );
  const rest = at === -1 ? [] : [...words.slice(0, at), ...words.slice(at + noun.length)];
  return memberName(rest.length === 0 ? operationId : rest.join(" "));
}

/** True if a name is a reserved word. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

const wordsOf = remembered((text): readonly string[] =>
  noCase(readable(text), { split: wordsIn }).split(" "),
);

/** Global types. A type of the API with the same name is confused with it if its import is forgotten. */
export const PLATFORM_TYPES: ReadonlySet<string> = new Set(
  "Blob Comment Date Document Element Error Event File FormData Function Headers Image Location Map Node Notification Object Option Promise Record Request Response Set Text URL".split(
    " ",
  ),
);

/** The properties that every object inherits. */
export const INHERITED_NAMES: ReadonlySet<string> = new Set(
  "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
);

/** Members of every resource. `await` would call `then`. */
export const RESOURCE_MEMBERS: ReadonlySet<string> = new Set([...INHERITED_NAMES, "then", "transport"]);

/** Members of every client. */
export const CLIENT_MEMBERS: ReadonlySet<string> = new Set([
  ...RESOURCE_MEMBERS,
  "baseURL",
  "page",
  "quota",
  "rateLimit",
  "request",
  "session",
  "stream",
  "upload",
  "withOptions",
]);

/** The options of a call. A parameter with the same name cannot be part of them. */
export const OPTION_NAMES: ReadonlySet<string> = new Set(
  "deadline headers idempotencyKey lastEventId maxResponseBytes maxRetries prefetch priority query reconnects signal stallTimeout timeout".split(
    " ",
  ),
);

/** The options of a client that are not its credentials. A scheme with the same name gets another option. */
export const CLIENT_OPTION_NAMES: ReadonlySet<string> = new Set(
  "account baseURL clock dangerouslyAllowBrowser defaultHeaders fetch logLevel logger maxResponseBytes maxRetries middleware onData onEvent quota rateLimit server session timeout userAgent variables".split(
    " ",
  ),
);

/** A valid identifier that is not a reserved word, for any string. */
function identifier(text: string): string {
  const isPlain = /^[\w$]*$/.test(text);
  const letters = isPlain ? text : [...text].filter((letter) => IDENTIFIER_PART.test(letter)).join("");
  const name = letters.replace(/^(?![\p{ID_Start}_$])/u, "_");
  return RESERVED.has(name) ? `${name}_` : name;
}

/** Reserved words in modules. */
const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);
