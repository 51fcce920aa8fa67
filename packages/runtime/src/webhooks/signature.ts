import type { Bytes } from "./raw-body.js";
import { WebhookError } from "./webhook-error.js";

/** The value or values of a header, in the forms that servers use. */
export type HeaderValue = string | readonly string[] | null | undefined;

/** Length of a hex-encoded HMAC-SHA256. */
const HEX_LENGTH = 64;
/** Maximum number of cached keys. Rotation needs two, tests a few more. */
const MOST_KEYS = 16;

/** Creates and verifies signatures: the hex-encoded HMAC-SHA256 of the raw body. */
export class Signatures {
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  /** The signature of a body. */
  async sign(body: Bytes, secret: string): Promise<string> {
    const signature = new Uint8Array(await crypto.subtle.sign("HMAC", await this.#key(secret), body));
    return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Whether the signature was created with one of the secrets. Web Crypto compares in constant time, and every secret is tried. */
  async isValid(body: Bytes, signature: Bytes, secrets: readonly string[]): Promise<boolean> {
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
 * The bytes of the single signature in a header.
 *
 * @throws WebhookError when there is none, more than one, or an invalid one.
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
      `${header} is not a signature of ${HEX_LENGTH} hexadecimal digits, 0-9 and a-f`,
    );
  }
  const bytes = new Uint8Array(HEX_LENGTH / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}
