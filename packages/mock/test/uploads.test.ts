import { expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";
import { call } from "./support/zoo.js";

/** An API of photos whose bytes are sent to a URL in the response that creates them. */
function openAlbum(): Promise<Mock> {
  const photo = { id: "p_1", state: "waiting", putAt: "https://storage.example/1", contentSize: 0 };
  const schema = {
    type: "object",
    required: ["id", "state"],
    properties: {
      id: { type: "string" },
      title: { type: "string" },
      state: { type: "string", enum: ["waiting", "stored"] },
      putAt: { type: "string", format: "uri" },
      downloadUrl: { type: "string", format: "uri" },
      contentSize: { type: "integer" },
    },
  };
  const responses = { 200: { content: { "application/json": { schema, example: photo } } } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const json = { schema: { type: "object", properties: { title: { type: "string" } } } };
  return startMock({
    document: {
      openapi: "3.1.0",
      info: { title: "Album", version: "1" },
      paths: {
        "/photos": {
          post: {
            "x-upload": {
              name: "upload",
              url: "putAt",
              ready: { operation: "getPhoto", parameters: { id: "id" }, property: "state", value: "stored" },
            },
            requestBody: { content: { "application/json": json } },
            responses,
          },
        },
        "/photos/{id}": {
          get: { operationId: "getPhoto", parameters: [id], responses },
          delete: { parameters: [id], responses: { 204: { description: "Gone." } } },
        },
      },
    },
  });
}

const put = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "PUT", body, headers: { "content-type": "image/png" } });

test("content that is sent to the URL of a new record is stored, and the record is ready", async () => {
  await using album = await openAlbum();
  const created = (await call(album, "POST /photos", { title: "Sea" })).body;
  expect(created).toMatchObject({ title: "Sea", state: "waiting", contentSize: 0 });
  expect(created.putAt).toMatch(album.url);
  expect((await fetch(created.putAt)).status).toBe(404);
  expect((await call(album, `GET /photos/${created.id}`)).body).toEqual(created);

  expect((await put(created.putAt, "bytes of a photo")).status).toBe(200);
  const stored = (await call(album, `GET /photos/${created.id}`)).body;
  expect(stored).toMatchObject({ title: "Sea", state: "stored", contentSize: 16 });
  expect(stored).not.toHaveProperty("putAt");
  const content = await fetch(stored.downloadUrl);
  expect([content.headers.get("content-type"), await content.text()]).toEqual([
    "image/png",
    "bytes of a photo",
  ]);
});

test("the storage requires a length, the right method, and a record that still exists", async () => {
  await using album = await openAlbum();
  const { id, putAt } = (await call(album, "POST /photos", {})).body;
  const chunked = await fetch(putAt, {
    method: "PUT",
    body: new Blob(["bytes"]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(chunked.status).toBe(411);
  expect((await fetch(putAt, { method: "POST", body: "bytes" })).status).toBe(405);
  await call(album, `DELETE /photos/${id}`);
  expect((await put(putAt, "bytes")).status).toBe(404);
  album.reset();
  expect((await put(putAt, "bytes")).status).toBe(404);
});
