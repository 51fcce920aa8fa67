import { camelCase, kebabCase, noCase, pascalCase } from "change-case";
import pluralize from "pluralize";

/** `list-orders`, `List orders` and `listOrders` as `listOrders`. */
export function camelName(text: string): string {
  return identifier(camelCase(withoutAccents(text)));
}

/** The same for a method or a property, which may be called `delete`. */
export function memberName(text: string): string {
  return camelName(text).replace(/_$/, "");
}

/** The same as `ListOrders`; a name that is in this form already is left as it is, `OAuthAPIKey`. */
export function pascalName(text: string): string {
  const plain = withoutAccents(text);
  return /^[A-Z][A-Za-z0-9]*$/.test(plain) ? plain : identifier(pascalCase(plain));
}

/** The same as a file name, `list-orders`. */
export function fileName(text: string): string {
  return kebabCase(withoutAccents(text)) || "default";
}

/** What the type of the known values of an enum is called, `KnownOrderStatus`. */
export function knownName(enumName: string): string {
  return `Known${enumName}`;
}

/** `LineItems` as `LineItem`. */
export function singular(name: string): string {
  return pluralize.singular(name);
}

/** What one of several is called: `LineItem` of `LineItems`, `HistoryItem` of `History`. */
export function itemName(name: string): string {
  const one = singular(name);
  return one === name ? `${name}Item` : one;
}

/**
 * What is left of an operation's id when the words of its resource are taken away: `listOrders` of `orders`
 * is `list`, `markRefundPaid` of `refunds` is `markPaid`.
 *
 * @returns the id itself when the resource is not in it, or is all of it.
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

/** Whether no variable may have this name. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

function wordsOf(text: string): readonly string[] {
  return noCase(withoutAccents(text)).split(" ");
}

/** Types of the platform that people use beside an API's; without an import they would get these instead. */
export const PLATFORM_TYPES: ReadonlySet<string> = new Set(
  "Blob Comment Date Document Element Error Event File FormData Function Headers Image Location Map Node Notification Object Option Promise Record Request Response Set Text URL".split(
    " ",
  ),
);

/** What the options of a call are called; a parameter of the same name cannot be one of them. */
export const OPTION_NAMES: ReadonlySet<string> = new Set(
  "deadline headers idempotencyKey maxRetries prefetch priority query signal timeout".split(" "),
);

/** A valid identifier, whatever the text was: letters and digits of any script, no reserved word. */
function identifier(text: string): string {
  const name = text.replace(/[^\p{L}\p{Nd}_$]/gu, "").replace(/^(\p{Nd})/u, "_$1");
  if (name === "") return "_";
  return RESERVED.has(name) ? `${name}_` : name;
}

function withoutAccents(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Words that no declaration in a module may have as its name. */
const RESERVED = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  ),
);
