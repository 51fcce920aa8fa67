import { asList, below, type JsonObject, objectAt } from "../../document/json.ts";
import type { Draft, Mutation, MutationKind } from "../mutation.ts";
import { markOf, newSchema } from "./new-schemas.ts";

/** Adds an operation to an existing resource: list, read or write. */
export const newOperation: MutationKind = {
  name: "operation",
  title: "operation of a resource",
  places: ({ document }) =>
    asList(document.tags).map((tag, index) => ({
      pointer: below("", "tags", index),
      title: String((tag as JsonObject).name),
    })),
  apply: (draft, mutation) => addOperation(draft, mutation, mutation.place.title),
};

/** Adds a resource to each package. */
export const newResource: MutationKind = {
  name: "resource",
  title: "resource of a package",
  places: ({ packages }) =>
    Object.keys(packages).map((folder) => ({ pointer: "/tags", title: `package ${folder}` })),
  apply: (draft, mutation) => {
    const tag = `${markOf(mutation)}Things`;
    draft.document.tags = [
      ...asList(draft.document.tags),
      { name: tag, description: "Things that are new." },
    ];
    draft.packages[mutation.place.title.replace("package ", "")]?.resources.push(tag);
    addOperation(draft, mutation, tag);
  },
};

function addOperation({ document }: Draft, { serial, form }: Mutation, tag: string): void {
  const mark = markOf({ serial });
  const thing: JsonObject = {
    type: "object",
    required: ["id", mark],
    properties: { id: { type: "string" }, [mark]: newSchema(form, mark).schema },
  };
  const page = { type: "object", required: ["data"], properties: { data: { type: "array", items: thing } } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" }, example: mark };
  const body = { type: "object", properties: { [mark]: newSchema(form + 1, mark).schema } };
  const forms: readonly (readonly [path: string, method: string, operation: JsonObject])[] = [
    [`/v1/${mark}`, "get", { operationId: `listNew${serial}Things`, ...answerOf(page) }],
    [
      `/v1/${mark}/{id}`,
      "get",
      { operationId: `retrieveNew${serial}`, parameters: [id], ...answerOf(thing) },
    ],
    [
      `/v1/${mark}`,
      "post",
      {
        operationId: `createNew${serial}`,
        requestBody: { required: true, content: { "application/json": { schema: body } } },
        ...answerOf(thing),
      },
    ],
  ];
  const [path, method, operation] = forms[form % forms.length] as (typeof forms)[number];
  const own = { tags: [tag], summary: "Does something new.", ...structuredClone(operation) };
  objectAt(document, "/paths")[path] = { [method]: own };
}

function answerOf(schema: JsonObject): JsonObject {
  const content = { "application/json": { schema } };
  return { responses: { "200": { description: "What was asked for.", content } } };
}
