import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { droppedParts } from "./support/dropped-parts.ts";
import { makeFolder } from "./support/folder.ts";

const { resolve } = createRequire(import.meta.url);
const examples = dirname(resolve("@readme/oas-examples/package.json"));

/** Documents of this project, and those that other projects publish as examples. */
const FOLDERS = [
  fileURLToPath(new URL("./fixtures/", import.meta.url)),
  join(examples, "2.0/json"),
  join(examples, "3.0/json"),
  join(examples, "3.1/json"),
];
const DOCUMENTS = [
  ...FOLDERS.flatMap(documentsIn),
  join(dirname(resolve("@scalar/galaxy")), "3.1.yaml"),
  // A folder with more documents, to try them by hand.
  ...documentsIn(process.env.DOCUMENTS),
];

describe("every operation, parameter, media type, status, header, property, enum value, webhook and callback is in the model, or a diagnostic names it", () => {
  test("of each document", { timeout: 600_000 }, async () => {
    const dropped: string[] = [];
    for (const file of DOCUMENTS) {
      const found = await droppedParts([basename(file)], dirname(file));
      expect(found.all.length, file).toBeGreaterThan(0);
      dropped.push(...found.dropped.map((part) => `${basename(file)}: ${part}`));
    }
    expect(DOCUMENTS.length).toBeGreaterThan(60);
    expect(dropped).toEqual([]);
  });

  test("of a document with parts that the SDK does not use", async () => {
    const { all, dropped } = await droppedParts(["all.yaml"], await makeFolder({ "all.yaml": EVERYTHING }));
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(11);
    expect(dropped).toEqual([]);
  });
});

/** A document with a part of each kind that is usually not in an SDK. */
const EVERYTHING = `openapi: 3.2.0
info: { title: All, version: "1" }
servers: [{ url: "https://all.example" }]
tags: [{ name: a, kind: badge }, { name: b, parent: c }, { name: c }]
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getA
      tags: [a, b]
      parameters:
        - { name: accept, in: header, schema: { type: string } }
        - { name: filter, in: querystring, content: { application/json: { schema: { type: object } } } }
        - { name: beside, in: query, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        "200":
          description: It.
          headers: { X-Count: { schema: { type: integer } } }
          content: { application/json: { schema: { type: string } }, application/xml: { schema: { type: object } } }
          links: { again: { operationId: getA } }
        4XX: { description: No., content: { text/plain: {} }, headers: { Retry-After: { schema: { type: string } } } }
        default: { description: No. }
    post:
      operationId: postA
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { kind: { enum: [x, x, y] } } } }
          multipart/mixed: { prefixEncoding: [{ contentType: text/plain }], schema: { type: array } }
          text/csv: { schema: { type: string } }
      callbacks:
        done:
          "{$request.body#/url}":
            put:
              parameters: [{ name: X-Signature, in: header, schema: { type: string } }]
              requestBody: { content: { application/xml: { schema: { type: object } }, text/plain: { schema: { type: string } } } }
              responses: { "200": { description: Ok., content: { application/json: { schema: { type: object } } } }, "410": { description: Gone. } }
              callbacks: { inner: {} }
            get: { responses: { "200": { description: Ok. } } }
      responses: { "204": { description: Done. } }
    additionalOperations:
      COPY: { operationId: copyA, responses: { "204": { description: Done. } } }
      GET: { operationId: again, responses: { "204": { description: Done. } } }
webhooks:
  both:
    post: { requestBody: { content: { application/json: { schema: { type: object, properties: { at: { type: string } } } } } }, responses: { "200": { description: Ok. } } }
    put: { parameters: [{ name: id, in: query, schema: { type: string } }], responses: { 2XX: { description: Ok. } } }
`;

function documentsIn(folder: string | undefined): readonly string[] {
  const files = folder === undefined ? [] : readdirSync(folder);
  return files
    .filter((name) => /\.(?:json|ya?ml)$/.test(name))
    .sort()
    .map((name) => join(folder ?? "", name));
}
