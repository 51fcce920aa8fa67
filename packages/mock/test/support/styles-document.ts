import type { JsonObject } from "../../src/json.js";

/** An API with a parameter or a field in each style that OpenAPI has. */
export function stylesDocument(): {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: JsonObject;
} {
  return {
    openapi: "3.1.0",
    info: { title: "Styles", version: "1.0.0" },
    paths: {
      "/lists/{ids}": { get: operation({ parameters: [parameter("path", "ids", integers)] }) },
      "/labels/{sizes}": {
        get: operation({
          parameters: [parameter("path", "sizes", integers, { style: "label", explode: true })],
        }),
      },
      "/matrix/{size}": {
        get: operation({ parameters: [parameter("path", "size", size, { style: "matrix", explode: true })] }),
      },
      "/search": {
        get: operation({
          parameters: [
            parameter("query", "ids", integers),
            parameter("query", "commas", integers, { explode: false }),
            parameter("query", "pipes", integers, { style: "pipeDelimited", explode: false }),
            parameter("query", "spaces", integers, { style: "spaceDelimited", explode: false }),
            parameter("query", "size", size),
            parameter("query", "filter", filter, { style: "deepObject" }),
            { name: "json", in: "query", content: { "application/json": { schema: size } } },
            parameter("header", "X-List", integers),
            parameter("header", "X-Object", size),
          ],
        }),
      },
      "/forms": {
        post: operation({
          requestBody: {
            required: true,
            content: {
              "application/x-www-form-urlencoded": {
                schema: form,
                encoding: {
                  deep: { style: "deepObject", explode: true },
                  commas: { style: "form", explode: false },
                },
              },
              "multipart/form-data": {
                schema: form,
                encoding: { json: { contentType: "application/json" } },
              },
            },
          },
        }),
      },
      "/strict": {
        post: operation({
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { title: { type: "string" } },
                  additionalProperties: false,
                },
              },
            },
          },
        }),
      },
    },
  };
}

const integers = { type: "array", items: { type: "integer" } };
const size = {
  type: "object",
  required: ["width"],
  properties: { width: { type: "integer" }, unit: { type: "string" } },
};
const filter = {
  type: "object",
  properties: { size, tags: { type: "array", items: { type: "string" } }, all: { type: "boolean" } },
};
const form = {
  type: "object",
  properties: {
    title: { type: "string" },
    pages: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
    sizes: { type: "array", items: size },
    commas: integers,
    deep: filter,
    json: size,
    file: { type: "string", contentMediaType: "application/octet-stream" },
  },
};

function parameter(place: string, name: string, schema: object, how: object = {}): object {
  return { name, in: place, required: place === "path", schema, ...how };
}

function operation(parts: object): object {
  return { ...parts, responses: { 204: { description: "Done." }, 400: { description: "Wrong." } } };
}
