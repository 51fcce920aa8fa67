import type { SessionDescription } from "../../src/sessions/index.js";

/** Sessions of a fictional API. */
export const sessions: SessionDescription = {
  name: "Shop",
  environment: "SHOP",
  workspace: "workspaceId",
  session: "tokenId",
  baseURL: "baseUrl",
  baseURLs: ["https://shop.test", "https://shop.example/"],
  expires: "expiresAt",
  absent: { companyId: ["default"] },
};

/** The key of the tokens below. */
export const appKey = "test-api-key-0001";

/** Tokens created by another implementation of the scheme, with their contents. */
export const vectors = {
  client: {
    payload: {
      workspaceId: "ws_1",
      clientId: "11111111-1111-4111-8111-111111111111",
      companyId: "22222222-2222-4222-8222-222222222222",
    },
    token:
      "000102030405060708090a0b0c0d0e0f8889a2f0c49acc69c451655a2aab66cb2ff7642feba323d838ef594317be647a36c804e64aab873570cbc84cdc9345cdac33b874992a0a3e2cfc03f0243d8b02d81419bad5de6294cc18caa008c5b22360a6a74d908a3553bc056a1a3eb6ef3c50ec1b614ca8778b884c07ffa992898e55cd3b8cafa5dea5e670c61458b5046a",
  },
  internal: {
    payload: {
      workspaceId: "ws_1",
      internalUserId: "33333333-3333-4333-8333-333333333333",
      tokenId: "tok_1",
    },
    token:
      "000102030405060708090a0b0c0d0e0f8889a2f0c49acc69c451655a2aab66cb6d8d6b85064d437b8cea1a42e603b126cccb1bd14cb2687e975328b772913b67da6f9119719ade75f71c2a3fd595d763c34e506da38d6c92b8cdbd5bd45a25574e4e27def148d82f342a201fcccea8a144ab4fe9f07c54e5cf3d4b803d170463",
  },
  blockAligned: {
    payload: { workspaceId: "ws_1", notificationId: "xxxxxx" },
    token:
      "000102030405060708090a0b0c0d0e0f8889a2f0c49acc69c451655a2aab66cb63a93ce4a2a266451a914b45bf8c49796929583a65675404dfd5063a5581713cf778d6f9e29e7e543f4f4b51ea7fd744",
  },
} as const;

/** Encrypts a payload, or any string or bytes, like the servers that open apps. */
export async function encrypted(
  content: object | string | Uint8Array<ArrayBuffer>,
  key: string = appKey,
): Promise<string> {
  const plain =
    content instanceof Uint8Array
      ? content
      : new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content));
  const iv = Uint8Array.from({ length: 16 }, (_, index) => index);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(key), hmac, false, ["sign"]);
  const digest = await crypto.subtle.sign("HMAC", secret, new Uint8Array());
  const cipher = await crypto.subtle.importKey("raw", digest.slice(0, 16), "AES-CBC", false, ["encrypt"]);
  const body = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, cipher, plain));
  return Array.from([...iv, ...body], (byte) => byte.toString(16).padStart(2, "0")).join("");
}
