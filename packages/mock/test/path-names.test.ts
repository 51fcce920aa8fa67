import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Mock, startMock } from "../src/index.js";
import { openReceiver } from "./support/receiver.js";
import { call } from "./support/zoo.js";

/** An API of sheets in drawers, whose path ends as that of the sheets does. The label of a sheet is the last part of its place. */
function openArchive(): Promise<Mock> {
  return startMock({ document: parse(TEXT), rateLimit: false });
}

const TEXT = `
openapi: 3.1.0
info: { title: Archive, version: "1" }
paths:
  /drawers/sheets:
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Drawer" } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { size: { type: integer } } } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Drawer" } } } } }
  /sheets:
    get:
      responses:
        "200":
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Sheet" } }
              example: [{ id: s_1, label: plans, title: plans, place: plans }, { id: s_2, label: a.txt, title: First, place: plans/a.txt }]
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { place: { type: string }, label: { type: string } } } } } }
      responses:
        "200":
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Sheet" }
              example: { id: s_2, label: a.txt, title: First, place: plans/a.txt }
  /sheets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    patch:
      requestBody: { content: { application/json: { schema: { type: object, properties: { place: { type: string }, label: { type: string } } } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Sheet" } } } } }
webhooks:
  sheet.created: { post: { requestBody: { content: { application/json: { schema: { type: object }, example: { event: sheet.created, data: { id: s_1 } } } } }, responses: {} } }
components:
  schemas:
    Drawer: { type: object, required: [id], properties: { id: { type: string }, size: { type: integer } } }
    Sheet:
      type: object
      required: [id, label, place]
      properties: { id: { type: string }, label: { type: string }, title: { type: string }, place: { type: string } }
`;

test("a property that is the last part of a path in every example follows the path of a request", async () => {
  await using archive = await openArchive();
  const created = (await call(archive, "POST /sheets", { place: "letters/2026/b.txt" })).body;
  expect(created).toMatchObject({ place: "letters/2026/b.txt", label: "b.txt", title: "First" });
  const moved = (await call(archive, `PATCH /sheets/${created.id}`, { place: "c.txt" })).body;
  expect(moved).toMatchObject({ place: "c.txt", label: "c.txt" });
  const named = (await call(archive, `PATCH /sheets/${created.id}`, { place: "d.txt", label: "D" })).body;
  expect(named).toMatchObject({ place: "d.txt", label: "D" });
});

test("paths of the records at the beginning end with their names", async () => {
  await using archive = await openArchive();
  const sheets = archive.records("sheets") as { readonly label: string; readonly place: string }[];
  expect(sheets.length).toBeGreaterThan(2);
  expect(sheets.map(({ place }) => place.split("/").at(-1))).toEqual(sheets.map(({ label }) => label));
});

test("a resource whose path ends with the name of another one is not that one", async () => {
  await using receiver = await openReceiver();
  await using archive = await openArchive();
  archive.deliverTo({ url: receiver.url, secret: "secret" });
  expect(archive.records("sheets")[0]).toHaveProperty("label");
  expect(archive.records("drawer")[0]).not.toHaveProperty("label");
  await call(archive, "POST /drawers/sheets", { size: 1 });
  await call(archive, "POST /sheets", { place: "e.txt" });
  await archive.delivered();
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.place)).toEqual(["e.txt"]);
});
