import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Mock, startMock } from "../src/index.js";
import { call } from "./support/zoo.js";

/** An API of letters, whose POST returns less than a letter, and of seals, whose records have their own URL. */
function openOffice(): Promise<Mock> {
  return startMock({ document: parse(TEXT), rateLimit: false });
}

const TEXT = `
openapi: 3.1.0
info: { title: Office, version: "1" }
paths:
  /letters:
    get: { responses: { "200": { content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: "#/components/schemas/ListedLetter" } } } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { to: { type: string }, text: { type: string } } } } } }
      responses: { "201": { content: { application/json: { schema: { $ref: "#/components/schemas/Receipt" } } } } }
  /letters/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Letter" } } } } } }
  /letters/search:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { to: { type: string } } } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Hits" }, example: { count: 3 } } } } }
  /seals:
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Seal" } } } } } } }
    post: { responses: { "201": { content: { application/json: { schema: { $ref: "#/components/schemas/Seal" } } } } } }
components:
  schemas:
    Receipt: { type: object, required: [id], properties: { id: { type: string } } }
    ListedLetter: { type: object, required: [id, to], properties: { id: { type: string }, to: { type: string } } }
    Letter: { type: object, required: [id, to, text], properties: { id: { type: string }, to: { type: string }, text: { type: string } } }
    Hits: { type: object, properties: { count: { type: integer } } }
    Seal:
      type: object
      required: [id]
      properties: { id: { type: string }, owner_id: { type: string }, links: { type: object, properties: { self: { type: string } } } }
      example: { id: seal_7Qx4, owner_id: seal_7Qx4, links: { self: "https://office.example/seals/seal_7Qx4?size=2" } }
`;

test("a POST that returns only the ID of the new record creates it: it is in the list, and can be read", async () => {
  await using office = await openOffice();
  const created = await call(office, "POST /letters", { to: "Ada", text: "Hello" });
  expect([created.status, created.body]).toEqual([201, { id: expect.any(String) }]);
  const { id } = created.body;
  const listed = (await call(office, "GET /letters")).body.data;
  expect(listed).toContainEqual(expect.objectContaining({ id, to: "Ada" }));
  expect((await call(office, `GET /letters/${id}`)).body).toEqual({ id, to: "Ada", text: "Hello" });
});

test("a document with ranges of media types has records, too", async () => {
  const document = parse(TEXT.replaceAll("{ content: { application/json:", '{ content: { "*/*":'));
  await using office = await startMock({ document, rateLimit: false });
  const { id } = (await call(office, "POST /letters", { to: "Ada", text: "Hello" })).body;
  expect((await call(office, `GET /letters/${id}`)).body).toEqual({ id, to: "Ada", text: "Hello" });
});

test("an operation that has only errors in the document succeeds, creates its record, and says that this is not documented", async () => {
  const document = parse(TEXT);
  document.paths["/seals"].post = {
    requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Seal" } } } },
    responses: { 405: { description: "Invalid input" } },
  };
  await using office = await startMock({ document, rateLimit: false });
  const created = await call(office, "POST /seals", { id: "seal_new", owner_id: "ada" });
  expect([created.status, created.headers.get("mock-undocumented")]).toEqual([
    200,
    "the document has only errors for this operation",
  ]);
  const wrong = await call(office, "POST /seals", { id: 7 });
  expect([wrong.status, wrong.body.detail]).toEqual([422, expect.stringContaining("not valid")]);
  const listed = (await call(office, "GET /seals")).body;
  expect(listed).toContainEqual(expect.objectContaining({ owner_id: "ada" }));
});

test("an operation that has only a range of errors succeeds, and one that has only 404 has no record with the nil UUID", async () => {
  const document = parse(TEXT);
  document.paths["/stamps"] = { get: { responses: { "4XX": { description: "Invalid input" } } } };
  document.paths["/stamps/{id}"] = {
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    put: { responses: { 404: { description: "No such stamp" } } },
  };
  await using office = await startMock({ document, rateLimit: false });
  const nil = "00000000-0000-0000-0000-000000000000";
  expect((await call(office, "GET /stamps")).status).toBe(200);
  expect((await call(office, "PUT /stamps/a")).status).toBe(200);
  expect((await call(office, `PUT /stamps/${nil}`)).status).toBe(404);
});

test("a POST that returns something else creates nothing", async () => {
  await using office = await openOffice();
  const before = (await call(office, "GET /letters")).body.data;
  expect((await call(office, "POST /letters/search", { to: "Ada" })).body).toEqual({ count: 3 });
  expect((await call(office, "GET /letters")).body.data).toEqual(before);
});

test("texts of a record that contain the ID of the example contain its own ID", async () => {
  await using office = await openOffice();
  const { body } = await call(office, "POST /seals");
  expect(body.id).not.toBe("seal_7Qx4");
  expect(body.links.self).toBe(`https://office.example/seals/${body.id}?size=2`);
  expect(body.owner_id).toBe("seal_7Qx4");
});
