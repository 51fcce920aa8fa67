import { camelCase, kebabCase, noCase, pascalCase } from "change-case";
import pluralize from "pluralize";

/** `list-orders`, `List orders` and `listOrders` as `listOrders`. */
export function camelName(text: string): string {
  return identifier(camelCase(withoutAccents(text)));
}

/** The same for a method or property, where reserved words are allowed: `delete`. */
export function memberName(text: string): string {
  return camelName(text).replace(/(?<=.)_$/, "");
}

/** Whether a string contains a letter or digit that names may contain. */
export function hasName(text: string): boolean {
  return camelName(text) !== "_";
}

/** The same as `ListOrders`. A name that is in Pascal case already is unchanged, `OAuthAPIKey`. */
export function pascalName(text: string): string {
  const plain = withoutAccents(text);
  return /^[A-Z][A-Za-z0-9]*$/.test(plain) ? plain : identifier(pascalCase(plain));
}

/** The same as a file name, `list-orders`. */
export function fileName(text: string): string {
  return kebabCase(withoutAccents(text)) || "default";
}

/** The name of the type of the known values of an enum, `KnownOrderStatus`. */
export function knownName(enumName: string): string {
  return `Known${enumName}`;
}

/** `LineItems` as `LineItem`. */
export function singular(name: string): string {
  return pluralize.singular(name);
}

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

/** Whether a name is a reserved word. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

function wordsOf(text: string): readonly string[] {
  return noCase(withoutAccents(text)).split(" ");
}

/** Global types. A type of the API with the same name is confused with it if its import is forgotten. */
export const PLATFORM_TYPES: ReadonlySet<string> = new Set(
  "Blob Comment Date Document Element Error Event File FormData Function Headers Image Location Map Node Notification Object Option Promise Record Request Response Set Text URL".split(
    " ",
  ),
);

/** The options of a call. A parameter with the same name cannot be part of them. */
export const OPTION_NAMES: ReadonlySet<string> = new Set(
  "deadline headers idempotencyKey maxResponseBytes maxRetries prefetch priority query signal timeout".split(
    " ",
  ),
);

/** A valid identifier that is not a reserved word, for any string. */
function identifier(text: string): string {
  const name = text.replace(/[^\p{L}\p{Nd}_$]/gu, "").replace(/^(\p{Nd})/u, "_$1");
  if (name === "") return "_";
  return RESERVED.has(name) ? `${name}_` : name;
}

function withoutAccents(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Reserved words in modules. */
const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);
