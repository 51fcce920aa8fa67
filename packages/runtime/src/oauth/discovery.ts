import type { TokenContext } from "../auth/index.js";
import { causesOf, knownCode } from "../errors/index.js";
import { readBody } from "../responses/index.js";
import type { TokenFailure } from "./token-endpoint.js";

/** Finds the token endpoint in the metadata of an authorization server. Source: RFC 8414, section 2. */
export async function findTokenUrl(
  metadataUrl: string,
  { fetch, clock }: Pick<TokenContext, "fetch" | "clock">,
): Promise<string | TokenFailure> {
  const { host } = new URL(metadataUrl);
  const controller = new AbortController();
  const timer = clock.setTimeout(() => controller.abort(), TIMEOUT);
  try {
    const response = await fetch(metadataUrl, {
      headers: { accept: "application/json" },
      redirect: "manual",
      signal: controller.signal,
    });
    const text = (await readBody(response, MOST_BYTES)) as string;
    if (!response.ok)
      return { message: `${host} responded with status ${response.status}`, status: response.status };
    const { token_endpoint: found } = Object(JSON.parse(text)) as { readonly token_endpoint?: unknown };
    if (typeof found === "string" && /^https?:\/\//.test(found)) return found;
    return { message: `the metadata of ${host} has no token_endpoint`, status: response.status };
  } catch (cause) {
    const code = causesOf(cause).map(knownCode).find(Boolean);
    const reason =
      cause instanceof SyntaxError ? "metadata that is not JSON" : `no response${code ? ` (${code})` : ""}`;
    return { message: `${host}: ${reason}`, cause };
  } finally {
    clock.clearTimeout(timer);
  }
}

/** In ms. */
const TIMEOUT = 15_000;
const MOST_BYTES = 2 ** 20;
