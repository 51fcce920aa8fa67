// Parameters, forms and responses with rare encodings, as bytes on a server.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  responseKind,
  styledForm,
  styledHeaders,
  styledMultipart,
  styledPath,
  wholeQuery,
} from "../src/encoders/index.js";
import {
  type ApiClient,
  type Encoders,
  type OperationDefinition,
  operation,
  type RequestOptions,
  styledQuery,
} from "../src/index.js";
import { type Arrived, startServer, type TestServer } from "./support/server.js";
import { shop } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;

const ALL: Encoders = {
  path: styledPath,
  query: styledQuery,
  headers: styledHeaders,
  response: responseKind,
};

let server: TestServer;
let client: ApiClient;
let answer: { status: number; type?: string; body?: string };

beforeEach(async () => {
  answer = { status: 204 };
  server = await startServer((_, response) => {
    response.writeHead(answer.status, answer.type === undefined ? {} : { "content-type": answer.type });
    response.end(answer.body);
  });
  client = shop({ baseURL: server.url, maxRetries: 0 });
  return () => server[Symbol.asyncDispose]();
});

afterEach(() => vi.unstubAllGlobals());

async function call(
  definition: Partial<OperationDefinition>,
  params: Params = {},
  { encoders = ALL, options = {} }: { encoders?: Encoders; options?: RequestOptions } = {},
): Promise<unknown> {
  const described = { id: "thing", method: "GET", path: "/things", ...definition } as const;
  return client.request(operation<Params, unknown>(described, encoders), params, options);
}

async function arrived(...parameters: Parameters<typeof call>): Promise<Arrived> {
  await call(...parameters);
  return server.arrived.at(-1) as Arrived;
}

describe("a path parameter", () => {
  const object = { r: 1, g: "a/b" };
  const path = async (
    style: Omit<NonNullable<OperationDefinition["pathStyles"]>[number], "name">,
    value: unknown,
  ) => (await arrived({ path: "/x/{v}/end", pathStyles: [{ name: "v", ...style }] }, { v: value })).path;

  test("holds an array or an object in one segment with each part encoded", async () => {
    expect(await path({}, ["a", "b/c", 1])).toBe("/x/a,b%2Fc,1/end");
    expect(await path({}, object)).toBe("/x/r,1,g,a%2Fb/end");
    expect(await path({ explode: true }, object)).toBe("/x/r=1,g=a%2Fb/end");
  });

  test("supports the label style", async () => {
    expect(await path({ style: "label" }, "v")).toBe("/x/.v/end");
    expect(await path({ style: "label" }, ["a", "b"])).toBe("/x/.a,b/end");
    expect(await path({ style: "label", explode: true }, ["a", "b"])).toBe("/x/.a.b/end");
    expect(await path({ style: "label", explode: true }, object)).toBe("/x/.r=1.g=a%2Fb/end");
  });

  test("supports the matrix style", async () => {
    expect(await path({ style: "matrix" }, "a;b")).toBe("/x/;v=a%3Bb/end");
    expect(await path({ style: "matrix" }, ["a", "b"])).toBe("/x/;v=a,b/end");
    expect(await path({ style: "matrix", explode: true }, ["a", "b"])).toBe("/x/;v=a;v=b/end");
    expect(await path({ style: "matrix" }, object)).toBe("/x/;v=r,1,g,a%2Fb/end");
    expect(await path({ style: "matrix", explode: true }, object)).toBe("/x/;r=1;g=a%2Fb/end");
  });

  test("can be JSON", async () => {
    expect(decodeURIComponent(await path({ content: "json" }, { a: ["/"] }))).toBe('/x/{"a":["/"]}/end');
  });

  test("never changes the rest of the path, whatever its value", async () => {
    const styles = [{}, { style: "label" }, { style: "matrix", explode: true }] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...styles),
        fc.array(fc.string({ unit: "grapheme" })),
        async (style, value) => {
          const sent = await path(style, value).catch((error: unknown) => error);
          if (sent instanceof TypeError) return;
          expect(sent).toMatch(/^\/x\/[^/?#]+\/end$/);
        },
      ),
      { numRuns: 100 },
    );
    for (const value of [[], ["."], [".."], [""]]) {
      await expect(path({}, value)).rejects.toThrow(/thing: path parameter v cannot be "/);
    }
    await expect(path({ style: "label" }, ".")).rejects.toThrow('cannot be ".."');
    await expect(path({}, undefined)).rejects.toThrow("path parameter v is missing");
    expect(server.arrived.every(({ path: sent }) => sent.startsWith("/x/"))).toBe(true);
  });
});

test("path parameters may follow each other", async () => {
  const { path } = await arrived({ path: "/rows/{from}{to}" }, { from: "a/", to: 7 });
  expect(path).toBe("/rows/a%2F7");
});

describe("a query parameter", () => {
  const query = async (parameter: NonNullable<OperationDefinition["query"]>[number], value: unknown) =>
    (await arrived({ query: [parameter] }, { p: value })).path.replace("/things", "");

  test("nests objects in brackets and numbers array items", async () => {
    const deep = { name: "p", style: "deepObject" } as const;
    const value = { a: 1, list: ["x", "y"], deep: { z: [{ n: "m" }] }, none: undefined };
    expect(decodeURIComponent(await query(deep, value))).toBe(
      "?p[a]=1&p[list][0]=x&p[list][1]=y&p[deep][z][0][n]=m",
    );
    expect(decodeURIComponent(await query(deep, ["x", "y"]))).toBe("?p[0]=x&p[1]=y");
    expect(decodeURIComponent(await query(deep, { at: new Date(0) }))).toBe(
      "?p[at]=1970-01-01T00:00:00.000Z",
    );
  });

  test("repeats the names of arrays in an exploded object, in the default style and in others", async () => {
    const value = { page: 2, sort: ["name,asc", null, "id,desc"], none: [], at: { lat: 1 } };
    for (const parameter of ["p", { name: "p", allowReserved: true }] as const) {
      expect(decodeURIComponent(await query(parameter, value))).toBe(
        '?page=2&sort=name,asc&sort=id,desc&at={"lat":1}',
      );
    }
  });

  test("can be JSON, including null", async () => {
    expect(await query({ name: "p", content: "json" }, { k: "v&w" })).toBe("?p=%7B%22k%22%3A%22v%26w%22%7D");
    expect(await query({ name: "p", content: "json" }, null)).toBe("?p=null");
    await expect(query({ name: "p", content: "json" }, { n: Number.NaN })).rejects.toThrow("NaN");
  });

  test("keeps reserved characters except those that would change its value", async () => {
    const parameter = { name: "p", allowReserved: true } as const;
    expect(await query(parameter, "a/b:c?d,e[f]@g=h")).toBe("?p=a/b:c?d,e[f]@g=h");
    expect(await query(parameter, "a&b=c#d+e%41")).toBe("?p=a%26b=c%23d%2Be%2541");
    expect(await query({ ...parameter, explode: false }, ["a/b", "c"])).toBe("?p=a/b,c");
  });

  test("is appended to a query in the path", async () => {
    const fixed = { path: "/things?action=go", query: ["z"] };
    expect((await arrived(fixed, { z: "1" })).path).toBe("/things?action=go&z=1");
    expect((await arrived(fixed)).path).toBe("/things?action=go");
  });
});

describe("a header", () => {
  const value = { a: "q", b: 2 };

  test("can hold an array, an object (exploded or not) or ASCII-only JSON", async () => {
    const headers = [
      "X-Plain",
      { name: "X-Obj" },
      { name: "X-Exp", explode: true },
      { name: "X-Json", content: "json" },
    ] as const;
    const { headers: sent } = await arrived(
      { headers },
      { "X-Plain": ["a", "b"], "X-Obj": value, "X-Exp": value, "X-Json": { name: "Zoë" } },
    );
    expect(sent).toMatchObject({
      "x-plain": "a,b",
      "x-obj": "a,q,b,2",
      "x-exp": "a=q,b=2",
      "x-json": String.raw`{"name":"Zo\u00eb"}`,
    });
    expect(JSON.parse(sent["x-json"] as string)).toEqual({ name: "Zoë" });
  });

  test("is left out without a value, and is overridden by the options of the call", async () => {
    const headers = [{ name: "X-Obj" }];
    expect((await arrived({ headers })).headers).not.toHaveProperty("x-obj");
    const options = { headers: { "x-obj": "mine" } };
    expect((await arrived({ headers }, { "X-Obj": value }, { options })).headers["x-obj"]).toBe("mine");
  });
});

describe("a cookie", () => {
  test("is encoded and sent along with other cookies", async () => {
    client = shop({ baseURL: server.url, defaultHeaders: { cookie: "sid=1" } });
    const cookies = [
      { name: "theme" },
      { name: "tags" },
      { name: "ids", explode: false },
      { name: "o" },
      { name: "j", content: "json" },
    ] as const;
    const { headers } = await arrived(
      { cookies },
      { theme: "da;rk", tags: ["a", "b"], ids: [1, 2], o: { x: 1 }, j: [1] },
    );
    expect(headers.cookie).toBe("sid=1; theme=da%3Brk; tags=a; tags=b; ids=1,2; x=1; j=%5B1%5D");
  });

  test("is not sent when it has no value", async () => {
    expect((await arrived({ cookies: [{ name: "theme" }] }, { theme: null })).headers).not.toHaveProperty(
      "cookie",
    );
  });

  test("causes an error on platforms that drop cookies from requests, such as browsers", async () => {
    vi.resetModules();
    vi.stubGlobal(
      "Request",
      class {
        readonly headers = new Headers();
      },
    );
    const { styledHeaders: inBrowser } = await import("../src/encoders/index.js");
    const cookies = [{ name: "theme" }];
    const encoders = { headers: inBrowser };
    await expect(call({ cookies }, { theme: "dark" }, { encoders })).rejects.toThrow(
      "thing: a program in a browser cannot send cookies",
    );
    await call({ cookies }, {}, { encoders });
    expect(server.arrived).toHaveLength(1);
  });
});

test("what every object inherits is no value of a parameter, in a header, a cookie or the body", async () => {
  const headers = ["valueOf", { name: "toString" }];
  const cookies = [{ name: "constructor" }];
  const body = { method: "POST", body: "json", bodyParameter: "hasOwnProperty", bodyOptional: true } as const;
  const sent = await arrived({ ...body, headers, cookies });
  expect(Object.keys(sent.headers).filter((name) => /valueof|tostring|cookie/.test(name))).toEqual([]);
  expect(sent.body).toHaveLength(0);
  const own = await arrived({ headers, cookies }, { valueOf: "a", toString: "b", constructor: "c" });
  expect(own.headers).toMatchObject({ valueof: "a", tostring: "b", cookie: "constructor=c" });
  // Without the encoder of rare headers.
  await call({ headers: ["valueOf"] }, {}, { encoders: {} });
  expect(server.arrived.at(-1)?.headers).not.toHaveProperty("valueof");
});

test("parameters of one name have properties of their own, and are not part of the body", async () => {
  const { path, headers, body } = await arrived(
    {
      method: "PUT",
      path: "/things/{id}",
      query: [{ name: "id", property: "queryId" }],
      headers: [{ name: "id", property: "headerId" }],
      cookies: [{ name: "id", property: "cookieId" }],
      body: "json",
    },
    { id: "a", queryId: "b", headerId: 3, cookieId: "d", name: "e" },
  );
  expect({ path, id: headers.id, cookie: headers.cookie, body: JSON.parse(String(body)) }).toEqual({
    path: "/things/a?id=b",
    id: "3",
    cookie: "id=d",
    body: { name: "e" },
  });
});

describe("a form", () => {
  const form = async (fields: OperationDefinition["fields"], params: Params) => {
    const definition = { method: "POST", body: "form", fields } as Partial<OperationDefinition>;
    const { body, headers } = await arrived(definition, params, { encoders: { body: styledForm } });
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    return String(body);
  };

  test("writes each property in its style, and the others in the default style", async () => {
    const deep = (name: string) => ({ name, style: "deepObject", explode: true }) as const;
    const fields = [
      deep("meta"),
      deep("tags"),
      deep("lines"),
      { name: "commas", style: "form", explode: false } as const,
    ];
    const text = await form(fields, {
      meta: { plan: "pro", inner: { z: 1 } },
      tags: ["a", "b"],
      lines: [{ price: "p 1" }],
      commas: ["p", "q,r"],
      plain: ["x", "y"],
      object: { a: 1 },
      none: null,
    });
    expect(decodeURIComponent(text)).toBe(
      'meta[plan]=pro&meta[inner][z]=1&tags[0]=a&tags[1]=b&lines[0][price]=p 1&commas=p,q,r&plain=x&plain=y&object={"a":1}',
    );
    expect(text).toContain("commas=p,q%2Cr");
  });

  test("rejects values that a form cannot hold, at any depth", async () => {
    const fields = [{ name: "meta", style: "deepObject" } as const];
    await expect(form(fields, { meta: { a: new Map() } })).rejects.toThrow("meta.a cannot be Map");
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    await expect(form(fields, { meta: cycle })).rejects.toThrow("circular reference");
    expect(server.arrived).toHaveLength(0);
  });
});

describe("a multipart body", () => {
  const parts = async (fields: OperationDefinition["fields"], params: Params) => {
    const definition = { method: "POST", body: "multipart", fields } as Partial<OperationDefinition>;
    const { body, headers } = await arrived(definition, params, { encoders: { body: styledMultipart } });
    const boundary = /boundary=(.*)/.exec(String(headers["content-type"]))?.[1] ?? "";
    return String(body)
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => part.trim().replaceAll("\r\n", "\n"));
  };

  test("gives each part the content type and the headers of its encoding", async () => {
    const fields = [
      { name: "meta", contentType: "application/vnd.meta+json" },
      { name: "word", contentType: "application/json" },
      { name: "page", contentType: "text/html; charset=utf-8" },
      { name: "photo", contentType: "image/*, image/png", headers: { "X-Kind": "cover" } },
    ];
    const sent = await parts(fields, {
      meta: [{ a: 1 }, { a: 2 }],
      word: "plain",
      page: "<p>",
      photo: new Uint8Array([65]),
      other: { b: 1 },
    });
    expect(sent).toEqual([
      'Content-Disposition: form-data; name="meta"\nContent-Type: application/vnd.meta+json\n\n{"a":1}',
      'Content-Disposition: form-data; name="meta"\nContent-Type: application/vnd.meta+json\n\n{"a":2}',
      'Content-Disposition: form-data; name="word"\nContent-Type: application/json\n\n"plain"',
      'Content-Disposition: form-data; name="page"\nContent-Type: text/html; charset=utf-8\n\n<p>',
      'Content-Disposition: form-data; name="photo"; filename="blob"\nContent-Type: image/png\nX-Kind: cover\n\nA',
      'Content-Disposition: form-data; name="other"\nContent-Type: application/json\n\n{"b":1}',
    ]);
  });

  test("keeps a file's own content type, and its name in any script", async () => {
    const fields = [{ name: "photo", contentType: "image/png" }];
    const [sent] = await parts(fields, { photo: new File(["x"], '日本 "é".webp', { type: "image/webp" }) });
    expect(sent).toBe(
      'Content-Disposition: form-data; name="photo"; filename="日本 %22é%22.webp"\nContent-Type: image/webp\n\nx',
    );
  });

  test("writes each property in its style, including the files in it", async () => {
    const fields = [
      { name: "links", style: "deepObject" } as const,
      { name: "tags", style: "pipeDelimited" } as const,
      { name: "size", style: "form" } as const,
    ];
    const sent = await parts(fields, {
      links: { on: true, file: new Blob(["z"]) },
      tags: ["a", "b"],
      size: { w: 1, h: 2 },
    });
    expect(sent.map((part) => part.replace(/^Content-Disposition: form-data; /, ""))).toEqual([
      'name="links[on]"\n\ntrue',
      'name="links[file]"; filename="blob"\nContent-Type: application/octet-stream\n\nz',
      'name="tags"\n\na|b',
      'name="w"\n\n1',
      'name="h"\n\n2',
    ]);
  });

  test("rejects an object for a part that is not JSON", async () => {
    const fields = [{ name: "meta", contentType: "application/xml" }];
    await expect(parts(fields, { meta: { a: 1 } })).rejects.toThrow(
      "parameter meta must be a string, since it is sent as application/xml",
    );
    expect(await parts(fields, { meta: "<a/>" })).toEqual([
      'Content-Disposition: form-data; name="meta"\nContent-Type: application/xml\n\n<a/>',
    ]);
  });
});

describe("a response", () => {
  const read = async (
    response: OperationDefinition["response"],
    status: number,
    type: string,
    body: string,
    result?: "object",
  ) => {
    answer = { status, type, body };
    const value = await call({ ...(response && { response }), accept: "a/b", ...(result && { result }) });
    if (!(value instanceof Response)) return value;
    return `binary ${value.headers.get("content-type")} ${await value.text()}`;
  };

  test("is read by the kind of its status, then of its status class, then by its content type", async () => {
    const kinds = { 200: "binary", 202: "json", "2XX": "text" } as const;
    expect(await read(kinds, 200, "application/pdf", "%PDF")).toBe("binary application/pdf %PDF");
    expect(await read(kinds, 202, "application/json", '{"job":1}')).toEqual({ job: 1 });
    expect(await read(kinds, 203, "application/json", "{}")).toBe("{}");
    expect(await read({ 200: "json" }, 203, "application/pdf", "%PDF")).toBe("binary application/pdf %PDF");
    expect(await read({ 200: "json", default: "text" }, 203, "application/pdf", "%PDF")).toBe("%PDF");
    expect(server.arrived[0]?.headers.accept).toBe("a/b");
  });

  test("of kind 'any' is read by its content type", async () => {
    expect(await read("any", 200, "application/vnd.x+json; v=1", '"a"')).toBe("a");
    expect(await read("any", 200, "text/plain", "12")).toBe("12");
    expect(await read("any", 200, "application/xml", "<a/>")).toBe("<a/>");
    expect(await read("any", 200, "image/png", "png")).toBe("binary image/png png");
  });

  test("of kind 'any' that should be an object is JSON under any content type, else text", async () => {
    expect(await read("any", 200, "text/plain", '{"a":1}', "object")).toEqual({ a: 1 });
    expect(await read("any", 200, "text/plain", "hello", "object")).toBe("hello");
    await expect(read("any", 200, "application/json", "[]", "object")).rejects.toThrow(
      "an object was expected",
    );
    await expect(read("any", 200, "text/plain", '{"a":', "object")).rejects.toThrow("was cut off");
  });
});

test("the key of basic authentication is a user name with or without a password", async () => {
  const api = {
    name: "Desk",
    baseURL: server.url,
    environment: "DESK",
    authentication: { kind: "basic" },
  } as const;
  const { ApiClient: Client } = await import("../src/index.js");
  const ping = operation<Record<never, never>, void>({
    id: "ping",
    method: "GET",
    path: "/",
    response: "empty",
  });
  const sent = [];
  for (const apiKey of ["user:pass", "sk_x"]) {
    await new Client(api, { apiKey, logLevel: "off" }).request(ping);
    sent.push(atob(String(server.arrived.at(-1)?.headers.authorization).replace("Basic ", "")));
  }
  expect(sent).toEqual(["user:pass", "sk_x:"]);
});

describe("a parameter that is the whole query", () => {
  type Format = "form" | "json" | "text";
  const search = async (whole: Format, value: unknown, options?: RequestOptions) => {
    const query = [{ name: "filter", whole }];
    const sent = await arrived(
      { query },
      { filter: value },
      { encoders: { query: wholeQuery }, ...(options && { options }) },
    );
    return sent.path.slice("/things".length);
  };

  test("is written as a form, whose arrays repeat the name and whose objects are JSON", async () => {
    expect(await search("form", { a: "x y", b: [1, 2], c: null, d: { e: true } })).toBe(
      "?a=x+y&b=1&b=2&d=%7B%22e%22%3Atrue%7D",
    );
  });

  test("is written as JSON or text, percent-encoded", async () => {
    expect(await search("json", { "a&b": [1] })).toBe("?%7B%22a%26b%22%3A%5B1%5D%7D");
    expect(await search("text", "$.a[?@.b==1]&c")).toBe("?%24.a%5B%3F%40.b%3D%3D1%5D%26c");
  });

  test("is followed by the query of the options", async () => {
    expect(await search("text", "a b", { query: { trace: "1" } })).toBe("?a%20b&trace=1");
  });

  test("is omitted if it is absent or empty", async () => {
    expect(await search("form", {})).toBe("");
    expect(await search("json", undefined)).toBe("");
    expect(await search("text", "")).toBe("");
  });

  test("is refused if it cannot be written in its format", async () => {
    await expect(search("form", ["a"])).rejects.toThrow("query parameter filter must be a plain object");
    await expect(search("form", { f: new Map() })).rejects.toThrow("query parameter filter.f cannot be Map");
    await expect(search("text", { a: 1 })).rejects.toThrow("query parameter filter is not text");
  });
});

describe("a method that is not among the usual ones", () => {
  test("is sent as it is defined, with its body", async () => {
    for (const method of ["QUERY", "COPY", "M-SEARCH"]) {
      const sent = await arrived({ method, body: "json" }, { q: "a" });
      expect([sent.method, sent.body.toString()]).toEqual([method, '{"q":"a"}']);
    }
  });
});
