import { ConfigurationError, checkKind, checkOption } from "../errors/index.js";
import { momentOf, readEnvironment } from "../platform/index.js";
import { type SessionDescription, type SessionValues, textOf } from "./session-description.js";
import { SessionTokenError } from "./session-error.js";

/** Options for reading a session token. */
export interface ReadSessionOptions {
  /** The app's secret key, without a workspace. Default: the environment variable `<API>_API_KEY`. */
  readonly apiKey?: string | undefined;
  /** The time that a token's expiry is compared with, in ms since 1970, a finite number. Default: the current time. */
  readonly now?: number | undefined;
}

/** Number of hexadecimal digits of an AES block. The first block of a token is the initialization vector. */
const BLOCK = 32;
/** Maximum length of a token. Real tokens have a few hundred digits. The limit bounds how much data strangers can make a server decrypt. */
const LONGEST = 16_384;

/**
 * Decrypts a session token: a hexadecimal string of an initialization vector and a ciphertext of AES-128-CBC. The cipher key is the
 * first half of the HMAC-SHA256 of an empty message, with the API key as the HMAC key.
 *
 * A token is encrypted but **not signed**: anyone who has a token can modify parts of it unnoticed. Treat the payload as an
 * unverified claim; where it matters, ask the API before you act on it.
 *
 * @param token The token that the app was opened with. `null` and `undefined` count as malformed, so a missing parameter needs no
 * check.
 * @returns The payload, including properties that its type does not know. Each value is a string.
 * @throws SessionTokenError when the token was not created with this key, has expired, or has an invalid payload.
 * @throws ConfigurationError when there is no key, the key is not a string, or `now` is not a finite number.
 */
export async function readSessionToken<Payload extends object>(
  description: SessionDescription,
  token: string | null | undefined,
  { apiKey, now = Date.now() }: ReadSessionOptions = {},
): Promise<Payload> {
  checkOption("now", now, Number.isFinite(now));
  const key = appKey(description, apiKey);
  const bytes = bytesOf(token);
  const payload = payloadOf(description, await decrypted(bytes, key));
  const end = textOf(payload, description.expires);
  if (end !== undefined) checkEnd(momentOf(end), now);
  return payload as Payload;
}

/** @throws ConfigurationError when neither the option nor the environment has a key. */
export function appKey({ name, environment }: SessionDescription, option: string | undefined): string {
  const variable = `${environment}_API_KEY`;
  const key = option ?? readEnvironment(variable);
  if (!key) throw new ConfigurationError(`no ${name} key: pass the option apiKey or set ${variable}`);
  return key;
}

function bytesOf(token: unknown): Uint8Array<ArrayBuffer> {
  const isToken =
    typeof token === "string" &&
    token.length >= 2 * BLOCK &&
    token.length <= LONGEST &&
    token.length % BLOCK === 0 &&
    /^[\da-f]+$/i.test(token);
  if (!isToken) throw new SessionTokenError("malformed");
  const bytes = new Uint8Array(token.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(token.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}

/** The JSON in a token. Invalid padding, UTF-8 and JSON cause the same error, because an attacker could use the difference. */
async function decrypted(bytes: Uint8Array<ArrayBuffer>, apiKey: string): Promise<unknown> {
  const key = await crypto.subtle.importKey("raw", await cipherKey(apiKey), "AES-CBC", false, ["decrypt"]);
  const iv = bytes.slice(0, BLOCK / 2);
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, bytes.slice(BLOCK / 2));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch {
    throw new SessionTokenError("unreadable");
  }
}

/**
 * The key of the cipher that an API key stands for.
 *
 * @throws ConfigurationError when the API key is not a string, such as a promise that was not awaited.
 */
export async function cipherKey(apiKey: string): Promise<ArrayBuffer> {
  checkKind("apiKey", apiKey, typeof apiKey === "string", "a string");
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(apiKey), hmac, false, [
    "sign",
  ]);
  const digest = await crypto.subtle.sign("HMAC", secret, new Uint8Array());
  return digest.slice(0, BLOCK / 2);
}

function payloadOf(description: SessionDescription, value: unknown): SessionValues {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SessionTokenError("invalid");
  }
  const entries = Object.entries(value);
  if (!entries.every(([, text]) => typeof text === "string")) throw new SessionTokenError("invalid");
  const { workspace, session, absent = {} } = description;
  const standsForNothing = (name: string, text: string) =>
    Object.hasOwn(absent, name) && absent[name]?.includes(text) === true;
  // A property with this name would change the prototype of an object that the payload is assigned to.
  const payload: SessionValues = Object.fromEntries(
    entries.filter(([name, text]) => name !== "__proto__" && !standsForNothing(name, text)),
  );
  const bound = textOf(payload, session);
  if (!isKeyPart(textOf(payload, workspace)) || !(bound === undefined || isKeyPart(bound))) {
    throw new SessionTokenError("invalid");
  }
  return payload;
}

/** Whether a string can be a part of a key: a slash would shift the other parts, a line break would end the header. */
export function isKeyPart(text: string | undefined): text is string {
  return text !== undefined && text.length <= 256 && /^[\x21-\x2e\x30-\x7e]+$/.test(text);
}

/** Rejects an expiry that has passed or is not a time, because such a token may have expired as well. */
function checkEnd(end: number, now: number): void {
  if (Number.isNaN(end)) throw new SessionTokenError("invalid");
  if (end <= now) throw new SessionTokenError("expired");
}
