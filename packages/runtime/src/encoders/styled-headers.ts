import {
  type CookieParameter,
  checkSendable,
  type HeaderEncoder,
  type HeaderParameters,
  hasParts,
  isAbsent,
  partsOf,
  type StyledHeaderParameter,
  valueIn,
  valueText,
} from "../operations/index.js";
import { joinedParts } from "./joined-parts.js";

/**
 * Encodes headers whose values are objects or JSON, and cookies.
 *
 * @throws TypeError for a cookie in a browser, because browsers do not allow programs to send cookies.
 */
export const styledHeaders: HeaderEncoder = (operation, values, headers) => {
  const { id, headers: own = [] } = operation;
  const styled = own.map((header) =>
    typeof header === "string"
      ? ([header, valueIn(values, header)] as const)
      : ([header.name, headerText(id, header, valueIn(values, header))] as const),
  );
  const cookies = cookiesOf(operation, values);
  if (cookies.length === 0) return styled;
  if (!canSendCookies()) {
    throw new TypeError(
      `${id}: a program in a browser cannot send cookies: set them with document.cookie on the host of the API`,
    );
  }
  // The API key may be sent as a cookie, too.
  const others = headers.get("cookie");
  return [...styled, ["cookie", [...(others === null ? [] : [others]), ...cookies].join("; ")]];
};

function headerText(id: string, { name, explode, content }: StyledHeaderParameter, value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  checkSendable(`${id}: header`, name, value, content !== undefined);
  return content ? asciiJSON(value) : joinedParts(value, { separator: ",", explode, encode: String }).text;
}

/** JSON in the characters that headers allow. */
function asciiJSON(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function cookiesOf(
  { id, cookies = [] }: HeaderParameters,
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  return cookies.flatMap((cookie) => {
    const value = valueIn(values, cookie);
    if (isAbsent(value)) return [];
    checkSendable(`${id}: cookie`, cookie.name, value, cookie.content !== undefined);
    return pairsOf(cookie, value).map(([name, text]) => `${encodeURIComponent(name)}=${text}`);
  });
}

function pairsOf({ name, explode, content }: CookieParameter, value: unknown): readonly [string, string][] {
  if (content) return [[name, encodeURIComponent(JSON.stringify(value))]];
  if (explode === false || !hasParts(value)) {
    return [[name, joinedParts(value, { separator: ",", explode: false }).text]];
  }
  return partsOf(value).map(([key, part]) => [
    Array.isArray(value) ? name : key,
    encodeURIComponent(valueText(part)),
  ]);
}

/** Browsers remove the header from requests without an error. */
function canSendCookies(): boolean {
  isCookieKept ??= new Request("http://localhost", { headers: { cookie: "a=b" } }).headers.has("cookie");
  return isCookieKept;
}

let isCookieKept: boolean | undefined;
