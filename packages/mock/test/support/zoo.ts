import { type Mock, type MockOptions, startMock } from "../../src/index.js";
import { zooDocument } from "./zoo-document.js";

/** A mock of the zoo without a rate limit. */
export function openZoo(options: MockOptions = {}): Promise<Mock> {
  return startMock({ document: zooDocument(), rateLimit: false, ...options });
}

/** What the zoo responds. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: Each test knows the shape of its own response.
  readonly body: any;
  readonly headers: Headers;
}

/** Calls the zoo with a ticket: `call(mock, "POST /keepers", { first_name: "Bo" })`. */
export async function call(
  mock: Pick<Mock, "url">,
  target: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const [method = "GET", path = "/"] = target.split(" ");
  const response = await fetch(mock.url + path, {
    method,
    headers: {
      authorization: "Bearer ticket",
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}
