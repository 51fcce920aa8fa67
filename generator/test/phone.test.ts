// A generated client with a parameter that nearly every call has, and with redirects, against real servers.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a client with parameters of its own and documented redirects", () => {
  const sdk = new GeneratedPackage("phone.yaml", "phone", {
    naming: "tags",
    clientParameters: ["AccountSid"],
  });
  beforeAll(() => sdk.generate(), 60_000);
  afterAll(() => sdk.remove());

  test("compiles, and passes its wire tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toEqual([
      { operation: "GET /accounts/{AccountSid}/calls", status: 200 },
      { operation: "GET /accounts/{AccountSid}/calls/{id}", status: 200 },
      { operation: "POST /accounts/{AccountSid}/calls", status: 201 },
    ]);
  });

  test("sends the parameter, follows redirects next to a success, and returns the others", () => {
    sdk.write("test/calls.test.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/calls.test.ts");
  });
});

const PROGRAM = `import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Phone } from "../src/index.js";

const arrived: string[] = [];
const start = async (respond: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer((request, response) => {
    arrived.push(\`\${request.method} \${request.url} \${request.headers["x-key"] ?? "no key"}\`);
    respond(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\` };
};
let other: Awaited<ReturnType<typeof start>>;
let api: Awaited<ReturnType<typeof start>>;

beforeAll(async () => {
  other = await start((_, response) => response.setHeader("content-type", "application/json").end('{"id":"old"}'));
  api = await start(({ method, url = "" }, response) => {
    if (method === "POST") response.writeHead(303, { location: \`\${other.url}/old\` }).end();
    else if (url.endsWith("/recording")) response.writeHead(302, { location: \`\${other.url}/file?signature=1\` }).end();
    else response.setHeader("content-type", "application/json").end(url.endsWith("/calls") ? "[]" : '{"id":"1"}');
  });
});
afterAll(() => {
  other.server.close();
  api.server.close();
});

test("the client's account is sent, unless a call names another one", async () => {
  const phone = new Phone({ apiKey: "k", accountSid: "AC1", baseURL: api.url, logLevel: "off" });
  await phone.calls.list();
  await phone.calls.list({ AccountSid: "AC2" });
  expect((await phone.calls.retrieve("1")).id).toBe("1");
  expect((await phone.calls.create({ to: "+1" })).id).toBe("old");
  const address: string = await phone.calls.downloadRecording("1");
  expect(address).toBe(\`\${other.url}/file?signature=1\`);
  expect(arrived).toEqual([
    "GET /accounts/AC1/calls k",
    "GET /accounts/AC2/calls k",
    "GET /accounts/AC1/calls/1 k",
    "POST /accounts/AC1/calls k",
    "GET /old no key",
    "GET /accounts/AC1/calls/1/recording k",
  ]);
});
`;
