import type { Bytes } from "./raw-body.js";
import { WebhookError } from "./webhook-error.js";

/** A header's value, or its values, as servers give them. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** Length of an HMAC-SHA256 as hexadecimal text. */
const HEX_LENGTH = 64;
/** Keys that are kept ready. Rotation has two, and tests have some more. */
const MOST_KEYS = 16;

/** Signs and verifies by HMAC-SHA256 of the raw body, written as hexadecimal text. */
export class Signatures {
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  /** The signature of a body. */
  async sign(body: Bytes, secret: string): Promise<string> {
    const signature = new Uint8Array(await crypto.subtle.sign("HMAC", await this.#key(secret), body));
    return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /**
   * Whether one of the secrets made the signature. The comparison is that of Web Crypto, whose time does not depend on where
   * two signatures differ, and every secret is tried.
   */
  async isRight(body: Bytes, signature: Bytes, secrets: readonly string[]): Promise<boolean> {
    const results = await Promise.all(
      secrets.map(async (secret) => {
        const key = await this.#key(secret);
        return crypto.subtle.verify("HMAC", key, signature, body);
      }),
    );
    return results.includes(true);
  }

  #key(secret: string): Promise<CryptoKey> {
    const known = this.#keys.get(secret);
    if (known !== undefined) return known;
    if (this.#keys.size >= MOST_KEYS) this.#keys.clear();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const bytes = new TextEncoder().encode(secret);
    const key = crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign", "verify"]);
    this.#keys.set(secret, key);
    return key;
  }
}

/**
 * The bytes of the one signature in a header.
 *
 * @throws WebhookError when there is none, more than one, or it is no signature.
 */
export function signatureBytes(value: HeaderValue, header: string): Bytes {
  const [text, ...others] = typeof value === "string" ? value.split(",") : (value ?? []);
  if (text === undefined || text === "") {
    throw new WebhookError("missing-signature", `the request has no ${header} header`);
  }
  if (others.length > 0) {
    throw new WebhookError("several-signatures", `the request has several ${header} headers`);
  }
  if (text.length !== HEX_LENGTH || !/^[\da-f]+$/.test(text)) {
    throw new WebhookError(
      "malformed-signature",
      `${header} is not a signature: ${HEX_LENGTH} digits from 0 to 9 and a to f`,
    );
  }
  const bytes = new Uint8Array(HEX_LENGTH / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}
