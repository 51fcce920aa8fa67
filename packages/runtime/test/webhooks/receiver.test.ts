// Verifying the requests of a sender of events.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WebhookError, WebhookReceiver } from "../../src/webhooks/index.js";
import { Signatures } from "../../src/webhooks/signature.js";

interface ShopEvent {
  readonly kind: string;
  readonly at?: string;
}

const webhooks = new WebhookReceiver<ShopEvent, "kind">({
  header: "X-Shop-Signature",
  discriminator: "kind",
  timestamp: "at",
  environment: "SHOP",
});
const secret = "whsec-test";
const body = '{"kind":"order.paid","order":{"total":1200,"note":"größer"}}';

/** The code of the error that a promise is rejected with. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => "accepted",
    (failure: unknown) => failure,
  );
  return error instanceof WebhookError ? error.code : String(error);
}

/** Headers of a library or of another realm, which are no instance of the global class. */
function* headersOfAnotherLibrary(signature: string): Generator<[string, string]> {
  yield ["content-type", "application/json"];
  yield ["x-shop-signature", signature];
}

describe("a signed request", () => {
  test("has the known signature for a known body and secret", async () => {
    const known =
      '{"eventType":"client.created","data":{"id":"11111111-1111-4111-8111-111111111111","object":"client"}}';
    expect(await webhooks.generateTestHeaders(known, { secret })).toEqual({
      "content-type": "application/json",
      "x-shop-signature": "85acf4ce8d7c621e7d2e0ee2bfe175bb6eff4d75fed63f3488cf264309940453",
    });
  });

  test("is unwrapped to the complete event from text or bytes, with headers in any form and case", async () => {
    const headers = await webhooks.generateTestHeaders(body, { secret });
    const signature = headers["x-shop-signature"] ?? "";
    const bytes = new TextEncoder().encode(body);
    const forms = [
      [body, headers],
      [bytes, new Headers(headers)],
      [bytes.buffer, { "X-SHOP-SIGNATURE": signature }],
      [body, { "x-shop-signature": [signature], cookie: undefined }],
      [body, new Map([["X-Shop-Signature", signature]])],
      [body, headersOfAnotherLibrary(signature)],
    ] as const;
    for (const [form, given] of forms) {
      expect(await webhooks.unwrap(form, given, { secret })).toEqual(JSON.parse(body));
    }
  });

  test("is accepted with either of two secrets during rotation", async () => {
    for (const by of ["old", "new"]) {
      const headers = await webhooks.generateTestHeaders(body, { secret: by });
      const secrets = { secret: ["old", "new"] };
      expect(await webhooks.unwrap(body, headers, secrets)).toMatchObject({ kind: "order.paid" });
    }
    const headers = await webhooks.generateTestHeaders(body, { secret: "third" });
    expect(await codeOf(webhooks.unwrap(body, headers, { secret: ["old", "new"] }))).toBe("wrong-signature");
  });

  test("is accepted with its signature in the header option", async () => {
    const options = { secret, header: "X-New-Signature" };
    const headers = await webhooks.generateTestHeaders(body, options);
    expect(Object.keys(headers)).toContain("x-new-signature");
    expect(await webhooks.unwrap(body, headers, options)).toMatchObject({ kind: "order.paid" });
    expect(await codeOf(webhooks.unwrap(body, headers, { secret }))).toBe("missing-signature");
  });

  test("is verified with the secrets from the environment when none is passed", async () => {
    process.env.SHOP_WEBHOOK_SECRET = "one,two";
    try {
      const headers = await webhooks.generateTestHeaders(body, { secret: "two" });
      expect(await webhooks.unwrap(body, headers)).toMatchObject({ kind: "order.paid" });
    } finally {
      delete process.env.SHOP_WEBHOOK_SECRET;
    }
    const none = webhooks.unwrap(body, {});
    await expect(none).rejects.toThrow(
      "no webhook secret: pass the option secret or set SHOP_WEBHOOK_SECRET",
    );
    await expect(webhooks.unwrap(body, {}, { secret: ["", "x"] })).rejects.toThrow("no webhook secret");
  });
});

describe("a request is rejected", () => {
  const signed = (text: string) => webhooks.generateTestHeaders(text, { secret });

  test.each([
    ["without a signature", {}, "missing-signature"],
    ["with an empty signature", { "x-shop-signature": "" }, "missing-signature"],
    ["with a signature that is too short", { "x-shop-signature": "85acf4" }, "malformed-signature"],
    ["with a signature that is too long", { "x-shop-signature": "8".repeat(66) }, "malformed-signature"],
    [
      "with a base64 signature",
      { "x-shop-signature": "hazzzo18Yh59Lg7iv+F1u27/TXX+1j80iM8mQwmUBFM=" },
      "malformed-signature",
    ],
    ["with an uppercase signature", { "x-shop-signature": "A".repeat(64) }, "malformed-signature"],
    ["with two signatures", { "x-shop-signature": ["8".repeat(64), "9".repeat(64)] }, "several-signatures"],
    [
      "with two signatures in one header",
      { "x-shop-signature": `${"8".repeat(64)}, ${"9".repeat(64)}` },
      "several-signatures",
    ],
    ["with the signature of another body", { "x-shop-signature": "8".repeat(64) }, "wrong-signature"],
  ] as const)("%s", async (_, headers, code) => {
    expect(await codeOf(webhooks.unwrap(body, headers, { secret }))).toBe(code);
  });

  test("when one bit of its body or one digit of its signature changes", async () => {
    const bytes = new TextEncoder().encode(body);
    const headers = await signed(body);
    const signature = headers["x-shop-signature"] ?? "";
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const changed = bytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await codeOf(webhooks.unwrap(changed, headers, { secret }))).toBe("wrong-signature");
      }),
    );
    for (let place = 0; place < signature.length; place++) {
      const digit = signature[place] === "0" ? "1" : "0";
      const changed = signature.slice(0, place) + digit + signature.slice(place + 1);
      const refused = webhooks.unwrap(body, { "x-shop-signature": changed }, { secret });
      expect(await codeOf(refused)).toBe("wrong-signature");
    }
  });

  test("when its body is truncated or reserialized", async () => {
    const headers = await signed(body);
    const cut = webhooks.unwrap(body.slice(0, -1), headers, { secret });
    const anew = webhooks.unwrap(JSON.stringify(JSON.parse(body), undefined, 1), headers, { secret });
    expect([await codeOf(cut), await codeOf(anew)]).toEqual(["wrong-signature", "wrong-signature"]);
  });

  test.each(["", "null", "[]", '"order.paid"', "{}", '{"kind":7}', "{", '{"kind":"a"}}'])(
    "when it is signed but not an event: %j",
    async (text) => {
      const headers = await signed(text);
      expect(await codeOf(webhooks.unwrap(text, headers, { secret }))).toBe("not-an-event");
    },
  );

  test("when its bytes are not valid UTF-8", async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"kind":"'), 0xff, 0x22, 0x7d]);
    const headers = await webhooks.generateTestHeaders(bytes, { secret });
    expect(await codeOf(webhooks.unwrap(bytes, headers, { secret }))).toBe("not-an-event");
  });

  test("when it is longer than maxBytes, before its signature is checked", async () => {
    const long = `{"kind":"${"x".repeat(10_000_000)}"}`;
    expect(await codeOf(webhooks.unwrap(long, {}, { secret }))).toBe("too-large");
    expect(await codeOf(webhooks.unwrap(body, await signed(body), { secret, maxBytes: 10 }))).toBe(
      "too-large",
    );
  });

  test("with an error that contains neither the body nor the signature nor the secret", async () => {
    const texts: string[] = [];
    for (const headers of [{}, { "x-shop-signature": "8".repeat(64) }, { "x-shop-signature": "abc123" }]) {
      const error: unknown = await webhooks
        .unwrap(body, headers, { secret })
        .catch((failure: unknown) => failure);
      texts.push(String(error), JSON.stringify(error), (error as Error).stack ?? "");
    }
    const all = texts.join("\n");
    for (const hidden of ["order.paid", "8888", "abc123", secret]) expect(all).not.toContain(hidden);
  });
});

describe("a signature", () => {
  test("is compared in full by Web Crypto with every secret, so that timing reveals nothing", async () => {
    const calls: { readonly key: CryptoKey; readonly length: number }[] = [];
    const { verify } = crypto.subtle;
    crypto.subtle.verify = async function (this: SubtleCrypto, ...[algorithm, key, signature, data]) {
      calls.push({ key, length: signature.byteLength });
      return verify.call(crypto.subtle, algorithm, key, signature, data);
    };
    try {
      const bytes = new TextEncoder().encode(body);
      const signatures = new Signatures();
      const right = await signatures.sign(bytes, "one");
      const parsed = Uint8Array.from(right.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      expect(await signatures.isValid(bytes, parsed, ["one", "two", "three"])).toBe(true);
      expect(
        await signatures.isValid(
          bytes,
          parsed.map((byte) => byte ^ 1),
          ["one", "two", "three"],
        ),
      ).toBe(false);
    } finally {
      crypto.subtle.verify = verify;
    }
    expect(calls.map(({ length }) => length)).toEqual([32, 32, 32, 32, 32, 32]);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(3);
  });
});
