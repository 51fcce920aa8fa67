import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a document with every kind of credential, and with several servers", () => {
  const sdk = new GeneratedPackage("club.yaml", "club");
  beforeAll(() => sdk.generate(), 60_000);
  afterAll(() => sdk.remove());

  test("generates a package that compiles, including its tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
  });

  test("sends the credentials that each operation needs to the server that it has", () => {
    sdk.write("test/sent.test.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/sent.test.ts");
  });

  test("passes its wire tests, with credentials that the mock server accepts", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toHaveLength(8);
  });
});

/** Calls the generated package against a server on loopback. */
const PROGRAM = `import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Club, type ClubOptions } from "../src/index.js";

let last: { line: string; host: string; headers: IncomingMessage["headers"] };
const server = createServer((request, response) => {
  const { headers } = request;
  last = { line: \`\${request.method} \${request.url}\`, host: String(headers["x-host"]), headers };
  response.writeHead(204).end();
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
});
afterAll(() => void server.close());

/** A client whose requests reach the server, whatever their host. */
function club(options: ClubOptions): Club {
  return new Club({
    logLevel: "off",
    fetch: (url, init) => {
      const { host, pathname, search } = new URL(url);
      const headers = new Headers(init?.headers);
      headers.set("x-host", host);
      return fetch(origin + pathname + search, { ...init, headers });
    },
    ...options,
  });
}

/** The credentials of the last request. */
function sent() {
  const { authorization, cookie, "x-account": account } = last.headers;
  return { line: last.line, ...Object.fromEntries(Object.entries({ authorization, cookie, account }).filter(([, value]) => value)) };
}

test("two keys together, or a token", async () => {
  await club({ account: undefined, accountKey: "a", app: "x" }).boxes.list();
  expect(sent()).toEqual({ line: "GET /v1/boxes?app_id=x", account: "a" });
  await club({ accountKey: "a", token: "t" }).boxes.list();
  expect(sent()).toEqual({ line: "GET /v1/boxes", authorization: "Bearer t" });
  await expect(club({ accountKey: "a" }).boxes.list()).rejects.toThrow(/pass accountKey or apiKey \\(or CLUB_ACCOUNT_KEY or CLUB_API_KEY\\) and app/);
});

test("a token from a function that knows the scopes", async () => {
  await club({ token: async ({ scopes }) => scopes.join("+") }).boxes.seal();
  expect(sent()).toEqual({ line: "POST /v1/boxes/seal", authorization: "Bearer read+write" });
});

test("the requirements of an operation replace those of the document", async () => {
  const all = { accountKey: "a", app: "x", token: "t", username: "ada", password: "pw", sid: "s" };
  await club(all).people.signIn();
  expect(sent()).toEqual({ line: "POST /v1/session", authorization: \`Basic \${btoa("ada:pw")}\` });
  await club(all).people.retrieveMe();
  expect(sent()).toEqual({ line: "GET /v1/me", cookie: "sid=s" });
  await club({}).people.retrieveMe();
  expect(sent()).toEqual({ line: "GET /v1/me" });
  await club(all).news.list();
  expect(sent()).toEqual({ line: "GET /v1/news" });
});

test("servers and their variables", async () => {
  const host = async (options: ClubOptions) => {
    await club(options).news.list();
    return \`\${last.host} \${last.line}\`;
  };
  expect(await host({})).toBe("eu.club.example GET /v1/news");
  expect(await host({ server: "main", variables: { region: "us", base: "v3" } })).toBe("us.club.example GET /v3/news");
  expect(await host({ server: "sandbox" })).toBe("sandbox.club.example GET /news");
  expect(await host({ baseURL: origin, server: "sandbox" })).toBe(\`\${new URL(origin).host} GET /news\`);
  // @ts-expect-error No server has this name.
  expect(() => club({ server: "mars" })).toThrow(/server cannot be mars/);
  // @ts-expect-error The variable does not have this value.
  expect(() => club({ variables: { region: "mars" } })).toThrow(/variables.region cannot be mars/);
});

test("a server of an operation gets credentials only if the operation says so", async () => {
  const client = club({ token: "t" });
  await client.files.addPhoto();
  expect([last.host, sent()]).toEqual(["photos.club.example", { line: "POST /photos" }]);
  await client.files.setPhoto();
  expect([last.host, sent()]).toEqual(["photos.club.example", { line: "PUT /photos", authorization: "Bearer t" }]);
  await client.files.retrieveNext();
  expect([last.host, sent()]).toEqual(["eu.club.example", { line: "GET /v2/next", authorization: "Bearer t" }]);
});

test("a client with other options", async () => {
  await club({ token: "t" }).withOptions({ token: "other" }).boxes.list();
  expect(sent()).toEqual({ line: "GET /v1/boxes", authorization: "Bearer other" });
});
`;
