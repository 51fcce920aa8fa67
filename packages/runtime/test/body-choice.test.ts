// Operations whose callers choose the media type of the body, as bytes on a server.
import { beforeEach, expect, expectTypeOf, test } from "vitest";
import { chosenBody, type ParamsChoice, styledForm } from "../src/encoders/index.js";
import { type ApiClient, binaryBody, multipartBody, operation, textBody } from "../src/index.js";
import { type Arrived, startServer, type TestServer } from "./support/server.js";
import { shop } from "./support/shop.js";

interface FormParams {
  readonly contentType?: "multipart/form-data" | undefined;
  readonly album: string;
  readonly photo: Blob;
}
interface JsonParams {
  readonly contentType: "application/json";
  readonly album: string;
  readonly url: string;
}
interface FileParams {
  readonly contentType: "image/*" | "application/octet-stream";
  readonly album: string;
  readonly body: Blob | string;
}
interface TextParams {
  readonly contentType: "text/csv";
  readonly album: string;
  readonly body: string;
}
interface UrlParams {
  readonly contentType: "application/x-www-form-urlencoded";
  readonly album: string;
  readonly tags: readonly string[];
}
type Params = ParamsChoice<FormParams, JsonParams | FileParams | TextParams | UrlParams>;

const addPhoto = operation<Params, void>(
  {
    id: "addPhoto",
    method: "POST",
    path: "/albums/{album}/photos",
    body: "multipart",
    response: "empty",
    choice: {
      parameter: "contentType",
      default: ["multipart/form-data"],
      others: [
        { mediaTypes: ["application/json"], body: "json" },
        { mediaTypes: ["image/*", "application/octet-stream"], body: "binary", bodyParameter: "body" },
        { mediaTypes: ["text/csv"], body: "text", bodyParameter: "body" },
        {
          mediaTypes: ["application/x-www-form-urlencoded"],
          body: "form",
          fields: [{ name: "tags", style: "form", explode: false }],
        },
      ],
    },
  },
  {
    body: multipartBody,
    choice: chosenBody({ binary: binaryBody, text: textBody, form: styledForm }),
  },
);

const photo = new Blob(["pixels"], { type: "image/png" });
let server: TestServer;
let client: ApiClient;

beforeEach(async () => {
  server = await startServer((_, response) => response.writeHead(204).end());
  client = shop({ baseURL: server.url, maxRetries: 0 });
  return () => server[Symbol.asyncDispose]();
});

async function sent(params: Params): Promise<{ type: string; body: string; path: string }> {
  await client.request(addPhoto, params);
  const { headers, body, path } = server.arrived.at(-1) as Arrived;
  return { type: String(headers["content-type"]), body: new TextDecoder().decode(body), path };
}

/** For values that the compiler rejects. */
const wrong = (params: object): Promise<unknown> => sent(params as Params);

test("the default body is sent if the caller names no media type, or names its own", async () => {
  for (const contentType of [undefined, "multipart/form-data"] as const) {
    const { type, body } = await sent({ album: "a", photo, contentType });
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain("pixels");
    expect(body).not.toContain("contentType");
  }
});

test("a named media type determines the encoding, and is not part of the body", async () => {
  expect(await sent({ contentType: "application/json", album: "a", url: "https://a.example" })).toEqual({
    type: "application/json",
    body: '{"url":"https://a.example"}',
    path: "/albums/a/photos",
  });
  expect(await sent({ contentType: "text/csv", album: "a", body: "x,y" })).toMatchObject({
    type: "text/csv",
    body: "x,y",
  });
  expect(
    await sent({ contentType: "application/x-www-form-urlencoded", album: "a", tags: ["x", "y"] }),
  ).toMatchObject({ type: "application/x-www-form-urlencoded", body: "tags=x,y" });
});

test("a named media type replaces the type of the content, and a range keeps it", async () => {
  const exact = { contentType: "application/octet-stream", album: "a", body: photo } as const;
  expect(await sent(exact)).toMatchObject({ type: "application/octet-stream", body: "pixels" });
  const range = { contentType: "image/*", album: "a", body: photo } as const;
  expect(await sent(range)).toMatchObject({ type: "image/png", body: "pixels" });
});

test("content whose type is not in the range is rejected before anything is sent", async () => {
  for (const body of [new Blob(["x"]), new Blob(["x"], { type: "text/plain" }), "x"]) {
    await expect(sent({ contentType: "image/*", album: "a", body })).rejects.toThrow(
      "addPhoto: parameter body must have a type in image/*, such as a Blob with a `type`",
    );
  }
  expect(server.arrived).toEqual([]);
});

test("ranges of everything and of a suffix accept what they say", async () => {
  const send = (range: string, type: string) =>
    client.request(
      operation<{ contentType: string; body: Blob }, void>(
        {
          id: "send",
          method: "POST",
          path: "/send",
          body: "json",
          response: "empty",
          choice: {
            parameter: "contentType",
            default: ["application/json"],
            others: [{ mediaTypes: [range], body: "binary", bodyParameter: "body" }],
          },
        },
        { choice: chosenBody({ binary: binaryBody }) },
      ),
      { contentType: range, body: new Blob(["x"], { type }) },
    );
  await send("*/*", "");
  await send("*/*", "video/mp4");
  await send("application/*+json", "application/vnd.a+json;v=1");
  await expect(send("application/*+json", "application/vnd.a+xml")).rejects.toThrow(/must have a type in/);
  expect(server.arrived.map(({ headers }) => headers["content-type"])).toEqual([
    "application/octet-stream",
    "video/mp4",
    "application/vnd.a+json;v=1",
  ]);
});

test("an unknown media type, and a parameter of another body, are errors that name the alternatives", async () => {
  await expect(wrong({ contentType: "text/html", album: "a", body: "x" })).rejects.toThrow(
    'addPhoto: parameter contentType must be "multipart/form-data" or "application/json" or "image/*" or "application/octet-stream"',
  );
  await expect(wrong({ contentType: null, album: "a", photo })).rejects.toThrow(/contentType must be/);
  await expect(wrong({ contentType: "text/csv", album: "a", body: "x", url: "u" })).rejects.toThrow(
    "addPhoto has no parameter url",
  );
  expect(server.arrived).toEqual([]);
});

test("the compiler rejects a mixture of bodies, whether the media type is named or not", () => {
  // @ts-expect-error `url` belongs to the JSON body.
  void (() => sent({ album: "a", photo, url: "u" }));
  // @ts-expect-error `url` needs the media type of its body.
  void (() => sent({ album: "a", url: "u" }));
  // @ts-expect-error `photo` belongs to the form.
  void (() => sent({ contentType: "application/json", album: "a", url: "u", photo }));
  // @ts-expect-error It is not one of the media types.
  void (() => sent({ contentType: "text/html", album: "a", body: "x" }));
  expectTypeOf<FormParams>().toExtend<Params>();
  expectTypeOf<FormParams | JsonParams>().toExtend<Params>();
});
