import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a package with nested resources", () => {
  const sdk = new GeneratedPackage("nested-chat.yaml", "chat", { naming: "paths" });
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("compiles, and its calls reach the server through each resource", () => {
    sdk.write("test/calls.test.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/calls.test.ts");
  });

  test("passes its wire tests, which cover every call", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toEqual([
      { operation: "GET /chat/completions", status: 200 },
      { operation: "GET /chat/completions/{id}/messages", status: 200 },
      { operation: "GET /completions", status: 200 },
      { operation: "POST /chat/completions", status: 200 },
    ]);
  });
});

/** Calls the generated package against a server on loopback. */
const PROGRAM = `import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Chat, ChatCompletions, ChatCompletionsMessagesResource, ChatClient, Completions, type ChatCompletionsMessages } from "../src/index.js";

test("resources in resources share the client's transport", async () => {
  const lines: string[] = [];
  const server = createServer((request, response) => {
    lines.push(\`\${request.method} \${request.url} \${request.headers["x-app"]}\`);
    response.writeHead(200, { "content-type": "application/json" }).end(request.method === "POST" ? '{"id":"c"}' : "[]");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = new ChatClient({ baseURL: \`http://127.0.0.1:\${port}\`, defaultHeaders: { "x-app": "1" }, logLevel: "off" });
  try {
    await client.chat.completions.list();
    const { id } = await client.chat.completions.create({ id: "c" });
    const messages: ChatCompletionsMessages[] = await client.chat.completions.messages.list(id);
    await client.completions.list();
    expect(messages).toEqual([]);
  } finally {
    server.close();
  }
  expect(lines).toEqual([
    "GET /chat/completions 1",
    "POST /chat/completions 1",
    "GET /chat/completions/c/messages 1",
    "GET /completions 1",
  ]);
  expect(client.chat).toBeInstanceOf(Chat);
  expect(client.chat.completions).toBeInstanceOf(ChatCompletions);
  expect(client.chat.completions.messages).toBeInstanceOf(ChatCompletionsMessagesResource);
  expect(client.completions).toBeInstanceOf(Completions);
});
`;
